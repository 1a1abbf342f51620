"""The second step: the register of 调课代课. Never changed after it was released; what comes later is a new step."""

from __future__ import annotations

SQL = """
CREATE TABLE "substitution" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL, "day" TEXT NOT NULL, "period" INTEGER NOT NULL,
    "class_uid" TEXT REFERENCES "school_class"("uid") DEFERRABLE INITIALLY DEFERRED,
    "subject" TEXT NOT NULL,
    "old_teacher_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "new_subject" TEXT NOT NULL,
    "new_teacher_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "other_day" TEXT, "other_period" INTEGER NOT NULL, "reason" TEXT NOT NULL, "note" TEXT NOT NULL
) STRICT;
CREATE INDEX "substitution_by_term_uid" ON "substitution"("term_uid");
"""
