"""The tables of accounts, roster, incidents and plans.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_key", sa.String(length=240), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits_for_team", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_account")),
        sa.UniqueConstraint("name_key", name=op.f("uq_accounts_account_name_key")),
    )
    op.create_table(
        "accounts_audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_accounts_audit")),
    )
    op.create_table(
        "accounts_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_draft")),
    )
    op.create_table(
        "debriefs_incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code_name", sa.String(length=20), nullable=False),
        sa.Column("trigger", sa.String(length=40), nullable=False),
        sa.Column("profile", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("still_open", sa.Boolean(), nullable=False),
        sa.Column("force_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("death_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("funeral_end_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counsel", sa.String(40), nullable=True),
        sa.Column("inquiry", sa.JSON(), nullable=False),
        sa.Column("offered_to_all", sa.Boolean(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_incident")),
    )
    with op.batch_alter_table("debriefs_incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_incident_code_name"), ["code_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_incident_ended_at"), ["ended_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_incident_status"), ["status"], unique=False)

    op.create_table(
        "debriefs_local_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("policy", sa.String(length=60), nullable=False),
        sa.Column("citation", sa.String(length=200), nullable=False),
        sa.Column("rest_after_night_h", sa.Double(), nullable=True),
        sa.Column("during_shifts", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_local_rules")),
    )
    op.create_table(
        "plans_contributor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=20), nullable=False),
        sa.Column("band", sa.String(40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_contributor")),
    )
    with op.batch_alter_table("plans_contributor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plans_contributor_plan"), ["plan"], unique=False)

    op.create_table(
        "plans_edit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=20), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Text(), nullable=False),
        sa.Column("table", sa.String(length=20), nullable=False),
        sa.Column("where", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_edit")),
    )
    op.create_table(
        "plans_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_fact")),
    )
    op.create_table(
        "plans_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_plan")),
    )
    op.create_table(
        "plans_seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_seat")),
    )
    op.create_table(
        "plans_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_version")),
    )
    with op.batch_alter_table("plans_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plans_version_plan"), ["plan"], unique=False)

    op.create_table(
        "roster_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_key", sa.String(length=240), nullable=False),
        sa.Column("call_name", sa.String(length=60), nullable=False),
        sa.Column("agency", sa.String(length=120), nullable=False),
        sa.Column("own_agency", sa.Boolean(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("telehealth", sa.Boolean(), nullable=False),
        sa.Column("hours", sa.String(length=120), nullable=False),
        sa.Column("called_for", sa.String(length=200), nullable=False),
        sa.Column("reports_to", sa.Uuid(), nullable=True),
        sa.Column("shift_pattern", sa.String(length=60), nullable=False),
        sa.Column("shift_team", sa.String(length=60), nullable=False),
        sa.Column("cycle_start", sa.Date(), nullable=True),
        sa.Column("is_clinician", sa.Boolean(), nullable=False),
        sa.Column("designated_on", sa.Date(), nullable=True),
        sa.Column("designated_by", sa.String(length=120), nullable=False),
        sa.Column("designation_document", sa.String(length=120), nullable=False),
        sa.Column("trained_by", sa.String(length=120), nullable=False),
        sa.Column("trained_until", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["reports_to"], ["roster_person.id"], name=op.f("fk_roster_person_reports_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_person")),
    )
    with op.batch_alter_table("roster_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_person_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roster_person_name_key"), ["name_key"], unique=False)

    op.create_table(
        "debriefs_exposure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("guest", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exposure", sa.String(40), nullable=False),
        sa.Column("circle", sa.String(40), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["debriefs_incident.id"], name=op.f("fk_debriefs_exposure_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_exposure")),
    )
    with op.batch_alter_table("debriefs_exposure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_exposure_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_exposure_person_id"), ["person_id"], unique=False)

    op.create_table(
        "debriefs_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("cover_agency", sa.String(length=80), nullable=False),
        sa.Column("policy", sa.String(length=60), nullable=False),
        sa.Column("cancel_reason", sa.String(40), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ground_rules_read", sa.Boolean(), nullable=True),
        sa.Column("clinician_available", sa.Boolean(), nullable=True),
        sa.Column("follow_up_assigned", sa.Boolean(), nullable=True),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["debriefs_incident.id"], name=op.f("fk_debriefs_session_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_session")),
    )
    with op.batch_alter_table("debriefs_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_session_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_session_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "roster_calendar",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["roster_person.id"], name=op.f("fk_roster_calendar_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_calendar")),
    )
    with op.batch_alter_table("roster_calendar", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_calendar_person_id"), ["person_id"], unique=False)

    op.create_table(
        "roster_duty",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["roster_person.id"], name=op.f("fk_roster_duty_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_duty")),
    )
    with op.batch_alter_table("roster_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_duty_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_roster_duty_span", ["starts_at", "ends_at"], unique=False)

    op.create_table(
        "roster_phone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("typed", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("extension", sa.String(length=12), nullable=False),
        sa.Column("takes_texts", sa.Boolean(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(length=120), nullable=False),
        sa.Column("checked_how", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["roster_person.id"], name=op.f("fk_roster_phone_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_phone")),
    )
    with op.batch_alter_table("roster_phone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_phone_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_roster_phone_person_id"), ["person_id"], unique=False)

    op.create_table(
        "roster_relations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["roster_person.id"], name=op.f("fk_roster_relations_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_relations")),
    )
    with op.batch_alter_table("roster_relations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_relations_person_id"), ["person_id"], unique=False)

    op.create_table(
        "debriefs_attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["debriefs_session.id"], name=op.f("fk_debriefs_attendance_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_attendance")),
    )
    with op.batch_alter_table("debriefs_attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_attendance_keep_until"), ["keep_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_attendance_session_id"), ["session_id"], unique=False)

    op.create_table(
        "debriefs_coverage",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("exposure_id", sa.Uuid(), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exposure_id"], ["debriefs_exposure.id"], name=op.f("fk_debriefs_coverage_exposure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_coverage")),
    )
    with op.batch_alter_table("debriefs_coverage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_coverage_exposure_id"), ["exposure_id"], unique=False)

    op.create_table(
        "debriefs_follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("exposure_id", sa.Uuid(), nullable=False),
        sa.Column("point", sa.String(length=40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("overdue_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["exposure_id"], ["debriefs_exposure.id"], name=op.f("fk_debriefs_follow_up_exposure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_follow_up")),
    )
    with op.batch_alter_table("debriefs_follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_follow_up_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_follow_up_exposure_id"), ["exposure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_follow_up_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "debriefs_leader",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("clinician", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["debriefs_session.id"], name=op.f("fk_debriefs_leader_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_leader")),
    )
    with op.batch_alter_table("debriefs_leader", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_leader_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_leader_session_id"), ["session_id"], unique=False)

    op.create_table(
        "debriefs_override",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["debriefs_session.id"], name=op.f("fk_debriefs_override_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_override")),
    )
    with op.batch_alter_table("debriefs_override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_override_keep_until"), ["keep_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_override_session_id"), ["session_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        # The audit log is append-only; retention deletes its oldest rows, nothing changes one.
        op.execute(
            "CREATE TRIGGER accounts_audit_no_update BEFORE UPDATE ON accounts_audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        )
