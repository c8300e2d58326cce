"""Problems a person can understand and act on."""


class Problem(Exception):
    """Something expected went wrong; `title` says what happened, `advice` says what to do next.

    Both are plain sentences that already went through `tr()`. Neither may quote names, notes,
    phone numbers or passphrases, since the log keeps the class name only but a person may copy the text.
    """

    def __init__(self, title: str, advice: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.advice = advice


class NotAllowed(Problem):
    """The person signed in may not do this; nothing was changed."""


class ChangedElsewhere(Problem):
    """Someone else saved the same record first; nothing was overwritten.

    `theirs` holds the saved value, so that a page can show both texts.
    """

    def __init__(self, title: str, advice: str = "", theirs: object = None) -> None:
        super().__init__(title, advice)
        self.theirs = theirs


class Cancelled(Exception):
    """The person asked a running job to stop; the job undid what it had begun."""
