//! The names of members of surveys as words in the languages that the program speaks.

use super::page_words::Words;

pub(super) const OF_SURVEYS: &[(&str, Words)] = &[
    ("survey_id", ["Anketa", "Анкета", "Ankieta", "Опрос", "Umfrage", "Survey"]),
    ("invited_at", ["Upitano", "Упитано", "Zapytano", "Спрошено", "Gefragt am", "Asked at"]),
    ("score", ["Ocena", "Оцена", "Ocena", "Оценка", "Bewertung", "Score"]),
    ("comment", ["Komentar", "Коментар", "Komentarz", "Комментарий", "Kommentar", "Comment"]),
    (
        "answered_at",
        ["Odgovoreno", "Одговорено", "Odpowiedziano", "Отвечено", "Beantwortet am", "Answered at"],
    ),
];
