"""Why a document is not taken in: each reason in one sentence, with what to do instead. Nothing quotes the file."""

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.agency.limits import MOST_BYTES, MOST_PIXELS


def empty() -> Problem:
    return Problem(tr("This file is empty."), tr("Copy it again from where it came from, then add it."))


def too_large() -> Problem:
    return Problem(
        tr("This file is larger than {count} MB.", count=MOST_BYTES // (1024 * 1024)),
        tr("Split it into parts, or save it with smaller pictures, then add it."),
    )


def unknown_kind() -> Problem:
    return Problem(
        tr("This kind of file cannot be added."),
        tr("PDF, Word (DOCX), text, Markdown, web pages, and JPEG or PNG pictures can be."),
    )


def not_what_it_says(ending: str) -> Problem:
    return Problem(
        tr("This file is not what its name says: it ends in “{ending}” but holds something else.", ending=ending),
        tr("Open it where it came from and save it again. Do not add files from senders you do not know."),
    )


def protected() -> Problem:
    return Problem(
        tr("This document is protected with a password."),
        tr("Open it with its password, save a copy without one, then add the copy."),
    )


def old_word() -> Problem:
    return Problem(
        tr("This is a file of an older Word, or one with a password."),
        tr("Open it in Word, save it as DOCX or PDF without a password, then add that."),
    )


def damaged() -> Problem:
    return Problem(
        tr("This document is damaged and cannot be read."),
        tr("Copy it again from where it came from, or save it again as PDF, then add it."),
    )


def no_words() -> Problem:
    return Problem(
        tr("There are no words in this document."), tr("If it holds pictures only, save it as PDF, then add the PDF.")
    )


def unpacks_too_large() -> Problem:
    return Problem(
        tr("This Word document unpacks to far more than a document needs."),
        tr("It may be damaged or made to do harm. Save it as PDF where it came from, then add the PDF."),
    )


def unsafe_inside() -> Problem:
    return Problem(
        tr("This Word document holds something that Word never writes."),
        tr("It may be made to do harm. Save it as PDF where it came from, then add the PDF."),
    )


def too_many_words() -> Problem:
    return Problem(
        tr("This text is too long to be read here in one piece."),
        tr("Split it into parts, or save it as PDF, then add that."),
    )


def too_many_pages(most: int) -> Problem:
    return Problem(
        tr("This document has more than {count} pages.", count=most), tr("Split it into parts, then add them.")
    )


def picture_too_large() -> Problem:
    return Problem(
        tr("This picture has more than {count} million dots.", count=MOST_PIXELS // 1_000_000),
        tr("Save it at a smaller size, then add it."),
    )


def cannot_read() -> Problem:
    return Problem(
        tr("This file could not be read."),
        tr("Check that the stick is still connected and that you may open the file, then add it again."),
    )


def not_a_file() -> Problem:
    return Problem(tr("Only files can be added, not folders."), tr("Open the folder and choose the files in it."))


def here_already(title: str) -> Problem:
    return Problem(tr("“{title}” is here already.", title=title), tr("Nothing was added. Open it from the list."))


def gone() -> Problem:
    return Problem(tr("This document is no longer here."), tr("Go back to the list; it shows what there is now."))


def torn() -> Problem:
    return Problem(
        tr("This document does not come back as it was added."),
        tr("Remove it and add it again, or restore the newest backup. Check the records under Backups."),
    )


def closed() -> Problem:
    return Problem(tr("The records are locked."), tr("Sign in again; nothing was changed."))
