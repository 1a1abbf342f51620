"""The first schema, word for word as files of that age have it; later steps append, this one never changes."""

from __future__ import annotations

SQL = """
CREATE TABLE "change" (
    "seq" INTEGER PRIMARY KEY, "uid" TEXT NOT NULL UNIQUE, "label" TEXT NOT NULL, "made_at" TEXT NOT NULL,
    "made_on" TEXT NOT NULL, "kind" TEXT NOT NULL, "target" TEXT, "is_fact" INTEGER NOT NULL,
    "count" INTEGER NOT NULL
) STRICT;
CREATE TABLE "row_history" (
    "change_uid" TEXT NOT NULL REFERENCES "change"("uid"), "table_name" TEXT NOT NULL, "row_uid" TEXT NOT NULL,
    "before" TEXT, "last" TEXT NOT NULL, PRIMARY KEY ("change_uid", "table_name", "row_uid")
) STRICT, WITHOUT ROWID;
CREATE INDEX "row_history_by_row" ON "row_history"("table_name", "row_uid");
CREATE TABLE "open_change" ("uid" TEXT PRIMARY KEY NOT NULL) STRICT;
CREATE TABLE "blob" (
    "hash" TEXT PRIMARY KEY NOT NULL, "media_type" TEXT NOT NULL, "size" INTEGER NOT NULL, "data" BLOB NOT NULL
) STRICT;
CREATE TABLE "recovery" (
    "key" TEXT PRIMARY KEY NOT NULL, "title" TEXT NOT NULL, "payload" TEXT NOT NULL, "saved_at" TEXT NOT NULL
) STRICT;
CREATE TABLE "school" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "name" TEXT NOT NULL, "aliases" TEXT NOT NULL, "county" TEXT NOT NULL,
    "town" TEXT NOT NULL, "is_own" INTEGER NOT NULL, "contact_name" TEXT NOT NULL,
    "contact_phone" TEXT NOT NULL, "layout" TEXT NOT NULL, "body_typeface" TEXT NOT NULL,
    "chinese_dates" INTEGER NOT NULL, "note" TEXT NOT NULL
) STRICT;
CREATE TABLE "teacher" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "name" TEXT NOT NULL, "hint" TEXT NOT NULL, "gender" TEXT NOT NULL,
    "born" TEXT NOT NULL, "education" TEXT NOT NULL, "title" TEXT NOT NULL, "politics" TEXT NOT NULL,
    "started_work" TEXT NOT NULL, "subject" TEXT NOT NULL, "other_subjects" TEXT NOT NULL,
    "teaches_text" TEXT NOT NULL, "phone" TEXT NOT NULL, "note" TEXT NOT NULL, "joined_on" TEXT, "left_on" TEXT,
    "order" INTEGER NOT NULL
) STRICT;
CREATE TABLE "school_class" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "grade" INTEGER NOT NULL, "number" INTEGER NOT NULL, "label" TEXT NOT NULL,
    "opened_on" TEXT, "closed_on" TEXT
) STRICT;
CREATE TABLE "study_group" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "name" TEXT NOT NULL, "kind" TEXT NOT NULL, "subjects" TEXT NOT NULL,
    "grades" TEXT NOT NULL, "weekday" INTEGER NOT NULL, "period" INTEGER NOT NULL, "place" TEXT NOT NULL,
    "theme" TEXT NOT NULL
) STRICT;
CREATE TABLE "post" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "teacher_uid" TEXT NOT NULL REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL, "class_uid" TEXT REFERENCES "school_class"("uid") DEFERRABLE INITIALLY DEFERRED,
    "group_uid" TEXT REFERENCES "study_group"("uid") DEFERRABLE INITIALLY DEFERRED, "starts_on" TEXT,
    "ends_on" TEXT
) STRICT;
CREATE INDEX "post_by_teacher_uid" ON "post"("teacher_uid");
CREATE INDEX "post_by_class_uid" ON "post"("class_uid");
CREATE INDEX "post_by_group_uid" ON "post"("group_uid");
CREATE TABLE "membership" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "group_uid" TEXT NOT NULL REFERENCES "study_group"("uid") DEFERRABLE INITIALLY DEFERRED,
    "teacher_uid" TEXT NOT NULL REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "is_leader" INTEGER NOT NULL, "starts_on" TEXT, "ends_on" TEXT
) STRICT;
CREATE INDEX "membership_by_group_uid" ON "membership"("group_uid");
CREATE INDEX "membership_by_teacher_uid" ON "membership"("teacher_uid");
CREATE TABLE "term" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "name" TEXT NOT NULL, "starts_on" TEXT NOT NULL, "ends_on" TEXT NOT NULL,
    "first_week_on" TEXT NOT NULL, "week_starts_on" INTEGER NOT NULL, "preparatory_weeks" INTEGER NOT NULL,
    "pack_id" TEXT NOT NULL, "pack_version" TEXT NOT NULL
) STRICT;
CREATE TABLE "calendar_day" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "day" TEXT NOT NULL, "kind" TEXT NOT NULL, "name" TEXT NOT NULL, "follows_weekday" INTEGER NOT NULL,
    "note" TEXT NOT NULL
) STRICT;
CREATE INDEX "calendar_day_by_term_uid" ON "calendar_day"("term_uid");
CREATE TABLE "bell_schedule" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL, "effective_from" TEXT NOT NULL, "periods" TEXT NOT NULL
) STRICT;
CREATE INDEX "bell_schedule_by_term_uid" ON "bell_schedule"("term_uid");
CREATE TABLE "assignment" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "class_uid" TEXT NOT NULL REFERENCES "school_class"("uid") DEFERRABLE INITIALLY DEFERRED,
    "subject" TEXT NOT NULL,
    "teacher_uid" TEXT NOT NULL REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED, "starts_on" TEXT,
    "ends_on" TEXT
) STRICT;
CREATE INDEX "assignment_by_term_uid" ON "assignment"("term_uid");
CREATE INDEX "assignment_by_class_uid" ON "assignment"("class_uid");
CREATE INDEX "assignment_by_teacher_uid" ON "assignment"("teacher_uid");
CREATE TABLE "timetable" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL, "effective_from" TEXT NOT NULL, "note" TEXT NOT NULL
) STRICT;
CREATE INDEX "timetable_by_term_uid" ON "timetable"("term_uid");
CREATE TABLE "slot" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "timetable_uid" TEXT NOT NULL REFERENCES "timetable"("uid") DEFERRABLE INITIALLY DEFERRED,
    "class_uid" TEXT NOT NULL REFERENCES "school_class"("uid") DEFERRABLE INITIALLY DEFERRED,
    "weekday" INTEGER NOT NULL, "period" INTEGER NOT NULL, "subject" TEXT NOT NULL,
    "teacher_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED, "parity" TEXT NOT NULL
) STRICT;
CREATE INDEX "slot_by_timetable_uid" ON "slot"("timetable_uid");
CREATE INDEX "slot_by_class_uid" ON "slot"("class_uid");
CREATE INDEX "slot_by_teacher_uid" ON "slot"("teacher_uid");
CREATE TABLE "progress" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "grade" INTEGER NOT NULL, "subject" TEXT NOT NULL, "first_week" INTEGER NOT NULL,
    "last_week" INTEGER NOT NULL, "content" TEXT NOT NULL, "dates" TEXT NOT NULL, "note" TEXT NOT NULL,
    "class_uid" TEXT REFERENCES "school_class"("uid") DEFERRABLE INITIALLY DEFERRED, "done" TEXT NOT NULL
) STRICT;
CREATE INDEX "progress_by_term_uid" ON "progress"("term_uid");
CREATE INDEX "progress_by_class_uid" ON "progress"("class_uid");
CREATE TABLE "lesson_study" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "topic" TEXT NOT NULL, "subject" TEXT NOT NULL, "grade" INTEGER NOT NULL, "unit" TEXT NOT NULL,
    "volume" TEXT NOT NULL, "periods" INTEGER NOT NULL,
    "group_uid" TEXT REFERENCES "study_group"("uid") DEFERRABLE INITIALLY DEFERRED,
    "lead_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED, "assistant_uids" TEXT NOT NULL,
    "kind" TEXT NOT NULL, "stage" TEXT NOT NULL, "planned_on" TEXT, "note" TEXT NOT NULL
) STRICT;
CREATE INDEX "lesson_study_by_term_uid" ON "lesson_study"("term_uid");
CREATE INDEX "lesson_study_by_group_uid" ON "lesson_study"("group_uid");
CREATE INDEX "lesson_study_by_lead_uid" ON "lesson_study"("lead_uid");
CREATE TABLE "draft" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "lesson_study_uid" TEXT NOT NULL REFERENCES "lesson_study"("uid") DEFERRABLE INITIALLY DEFERRED,
    "stage" TEXT NOT NULL, "author_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "class_uid" TEXT REFERENCES "school_class"("uid") DEFERRABLE INITIALLY DEFERRED,
    "parent_revision_uid" TEXT REFERENCES "draft_revision"("uid") DEFERRABLE INITIALLY DEFERRED,
    "state" TEXT NOT NULL
) STRICT;
CREATE INDEX "draft_by_lesson_study_uid" ON "draft"("lesson_study_uid");
CREATE INDEX "draft_by_author_uid" ON "draft"("author_uid");
CREATE INDEX "draft_by_class_uid" ON "draft"("class_uid");
CREATE INDEX "draft_by_parent_revision_uid" ON "draft"("parent_revision_uid");
CREATE TABLE "draft_revision" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "draft_uid" TEXT NOT NULL REFERENCES "draft"("uid") DEFERRABLE INITIALLY DEFERRED,
    "number" INTEGER NOT NULL, "sections" TEXT NOT NULL, "made_on" TEXT, "note" TEXT NOT NULL,
    "adopted_uids" TEXT NOT NULL, "locked_on" TEXT, "locked_because" TEXT NOT NULL, "original" TEXT NOT NULL
) STRICT;
CREATE INDEX "draft_revision_by_draft_uid" ON "draft_revision"("draft_uid");
CREATE TABLE "activity" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL, "title" TEXT NOT NULL, "theme" TEXT NOT NULL, "happened_on" TEXT,
    "starts" TEXT NOT NULL, "ends" TEXT NOT NULL, "period" INTEGER NOT NULL, "place" TEXT NOT NULL,
    "subject" TEXT NOT NULL, "grade" INTEGER NOT NULL,
    "group_uid" TEXT REFERENCES "study_group"("uid") DEFERRABLE INITIALLY DEFERRED,
    "lesson_study_uid" TEXT REFERENCES "lesson_study"("uid") DEFERRABLE INITIALLY DEFERRED,
    "host_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "keynote_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "recorder_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED, "goals" TEXT NOT NULL,
    "process" TEXT NOT NULL, "talk" TEXT NOT NULL, "agreed" TEXT NOT NULL, "open_points" TEXT NOT NULL,
    "level" TEXT NOT NULL, "is_joint" INTEGER NOT NULL, "is_host" INTEGER NOT NULL, "host_school" TEXT NOT NULL,
    "member_schools" TEXT NOT NULL, "lead_teacher" TEXT NOT NULL, "purposes" TEXT NOT NULL, "notified_on" TEXT,
    "shared_on" TEXT, "shared_note" TEXT NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL,
    "story" TEXT
) STRICT;
CREATE INDEX "activity_by_term_uid" ON "activity"("term_uid");
CREATE INDEX "activity_by_group_uid" ON "activity"("group_uid");
CREATE INDEX "activity_by_lesson_study_uid" ON "activity"("lesson_study_uid");
CREATE INDEX "activity_by_host_uid" ON "activity"("host_uid");
CREATE INDEX "activity_by_keynote_uid" ON "activity"("keynote_uid");
CREATE INDEX "activity_by_recorder_uid" ON "activity"("recorder_uid");
CREATE TABLE "observation" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "happened_on" TEXT NOT NULL, "period" INTEGER NOT NULL,
    "observer_uid" TEXT NOT NULL REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "taught_by_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "taught_by_text" TEXT NOT NULL,
    "class_uid" TEXT REFERENCES "school_class"("uid") DEFERRABLE INITIALLY DEFERRED, "class_text" TEXT NOT NULL,
    "subject" TEXT NOT NULL, "topic" TEXT NOT NULL, "kind" TEXT NOT NULL, "lesson_count" INTEGER NOT NULL,
    "is_outside" INTEGER NOT NULL, "place_text" TEXT NOT NULL, "is_walkthrough" INTEGER NOT NULL,
    "grade" TEXT NOT NULL, "total" REAL, "scores" TEXT NOT NULL, "rubric" TEXT, "steps" TEXT NOT NULL,
    "remarks" TEXT NOT NULL, "summary" TEXT NOT NULL, "is_draft" INTEGER NOT NULL, "recorded_on" TEXT,
    "reason" TEXT NOT NULL, "activity_uid" TEXT REFERENCES "activity"("uid") DEFERRABLE INITIALLY DEFERRED,
    "lesson_study_uid" TEXT REFERENCES "lesson_study"("uid") DEFERRABLE INITIALLY DEFERRED,
    "draft_revision_uid" TEXT REFERENCES "draft_revision"("uid") DEFERRABLE INITIALLY DEFERRED,
    "pictures" TEXT NOT NULL, "source" TEXT NOT NULL
) STRICT;
CREATE INDEX "observation_by_term_uid" ON "observation"("term_uid");
CREATE INDEX "observation_by_observer_uid" ON "observation"("observer_uid");
CREATE INDEX "observation_by_taught_by_uid" ON "observation"("taught_by_uid");
CREATE INDEX "observation_by_class_uid" ON "observation"("class_uid");
CREATE INDEX "observation_by_activity_uid" ON "observation"("activity_uid");
CREATE INDEX "observation_by_lesson_study_uid" ON "observation"("lesson_study_uid");
CREATE INDEX "observation_by_draft_revision_uid" ON "observation"("draft_revision_uid");
CREATE TABLE "comment" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "lesson_study_uid" TEXT NOT NULL REFERENCES "lesson_study"("uid") DEFERRABLE INITIALLY DEFERRED,
    "text" TEXT NOT NULL, "speaker_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "speaker_text" TEXT NOT NULL, "draft_uid" TEXT REFERENCES "draft"("uid") DEFERRABLE INITIALLY DEFERRED,
    "activity_uid" TEXT REFERENCES "activity"("uid") DEFERRABLE INITIALLY DEFERRED, "verdict" TEXT NOT NULL,
    "reason" TEXT NOT NULL, "order" INTEGER NOT NULL
) STRICT;
CREATE INDEX "comment_by_lesson_study_uid" ON "comment"("lesson_study_uid");
CREATE INDEX "comment_by_speaker_uid" ON "comment"("speaker_uid");
CREATE INDEX "comment_by_draft_uid" ON "comment"("draft_uid");
CREATE INDEX "comment_by_activity_uid" ON "comment"("activity_uid");
CREATE TABLE "reflection" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "lesson_study_uid" TEXT NOT NULL REFERENCES "lesson_study"("uid") DEFERRABLE INITIALLY DEFERRED,
    "teacher_uid" TEXT NOT NULL REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "draft_uid" TEXT REFERENCES "draft"("uid") DEFERRABLE INITIALLY DEFERRED, "text" TEXT NOT NULL,
    "answers" TEXT, "written_on" TEXT
) STRICT;
CREATE INDEX "reflection_by_lesson_study_uid" ON "reflection"("lesson_study_uid");
CREATE INDEX "reflection_by_teacher_uid" ON "reflection"("teacher_uid");
CREATE INDEX "reflection_by_draft_uid" ON "reflection"("draft_uid");
CREATE TABLE "participant" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "activity_uid" TEXT NOT NULL REFERENCES "activity"("uid") DEFERRABLE INITIALLY DEFERRED,
    "teacher_uid" TEXT REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED, "name" TEXT NOT NULL,
    "school_name" TEXT NOT NULL, "role" TEXT NOT NULL, "subject" TEXT NOT NULL, "attendance" TEXT NOT NULL,
    "reason" TEXT NOT NULL, "signed_in" TEXT NOT NULL, "signed_out" TEXT NOT NULL, "teaches" INTEGER NOT NULL,
    "teaches_topic" TEXT NOT NULL, "phone" TEXT NOT NULL, "order" INTEGER NOT NULL
) STRICT;
CREATE INDEX "participant_by_activity_uid" ON "participant"("activity_uid");
CREATE INDEX "participant_by_teacher_uid" ON "participant"("teacher_uid");
CREATE TABLE "photo" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "activity_uid" TEXT NOT NULL REFERENCES "activity"("uid") DEFERRABLE INITIALLY DEFERRED,
    "slot" TEXT NOT NULL, "blob" TEXT NOT NULL, "file_name" TEXT NOT NULL, "caption" TEXT NOT NULL,
    "taken_on" TEXT, "order" INTEGER NOT NULL
) STRICT;
CREATE INDEX "photo_by_activity_uid" ON "photo"("activity_uid");
CREATE TABLE "handin" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "activity_uid" TEXT NOT NULL REFERENCES "activity"("uid") DEFERRABLE INITIALLY DEFERRED,
    "teacher_uid" TEXT NOT NULL REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED, "kind" TEXT NOT NULL,
    "header" TEXT, "text" TEXT NOT NULL, "pictures" TEXT NOT NULL, "received_on" TEXT,
    "file_name" TEXT NOT NULL, "original" TEXT NOT NULL, "uploaded_on" TEXT
) STRICT;
CREATE INDEX "handin_by_activity_uid" ON "handin"("activity_uid");
CREATE INDEX "handin_by_teacher_uid" ON "handin"("teacher_uid");
CREATE TABLE "recommendation" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "teacher_uid" TEXT NOT NULL REFERENCES "teacher"("uid") DEFERRABLE INITIALLY DEFERRED,
    "category" TEXT NOT NULL, "subject" TEXT NOT NULL, "grade_text" TEXT NOT NULL, "topic" TEXT NOT NULL,
    "textbook" TEXT NOT NULL, "volume" TEXT NOT NULL, "lesson_kind" TEXT NOT NULL, "awards" TEXT NOT NULL,
    "reason" TEXT NOT NULL, "group_opinion" TEXT NOT NULL, "order" INTEGER NOT NULL
) STRICT;
CREATE INDEX "recommendation_by_term_uid" ON "recommendation"("term_uid");
CREATE INDEX "recommendation_by_teacher_uid" ON "recommendation"("teacher_uid");
CREATE TABLE "confirmation" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "target_id" TEXT NOT NULL, "kind" TEXT NOT NULL, "by" TEXT NOT NULL, "on" TEXT, "note" TEXT NOT NULL
) STRICT;
CREATE INDEX "confirmation_by_term_uid" ON "confirmation"("term_uid");
CREATE TABLE "answer" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "form_id" TEXT NOT NULL, "subject_uid" TEXT NOT NULL, "token" TEXT NOT NULL, "value" TEXT NOT NULL
) STRICT;
CREATE INDEX "answer_by_term_uid" ON "answer"("term_uid");
CREATE TABLE "overlay" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "target_id" TEXT NOT NULL, "values" TEXT NOT NULL
) STRICT;
CREATE INDEX "overlay_by_term_uid" ON "overlay"("term_uid");
CREATE TABLE "pack_file" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "pack_id" TEXT NOT NULL, "path" TEXT NOT NULL, "blob" TEXT NOT NULL
) STRICT;
CREATE INDEX "pack_file_by_term_uid" ON "pack_file"("term_uid");
CREATE TABLE "export" (
    "uid" TEXT PRIMARY KEY NOT NULL, "school_uid" TEXT NOT NULL, "revision" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL, "term_uid" TEXT NOT NULL REFERENCES "term"("uid") DEFERRABLE INITIALLY DEFERRED,
    "made_at" TEXT NOT NULL, "as_of" TEXT NOT NULL, "folder" TEXT NOT NULL, "files" TEXT NOT NULL,
    "gaps" TEXT NOT NULL, "note" TEXT NOT NULL
) STRICT;
CREATE INDEX "export_by_term_uid" ON "export"("term_uid");
"""
