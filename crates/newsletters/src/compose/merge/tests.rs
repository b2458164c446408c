//! What merchants may write, and what they may not.

use super::*;

fn problems(text: &str) -> Vec<(usize, usize, MergeProblem)> {
    check(NewsletterPlace::Subject, text)
        .unwrap_err()
        .into_iter()
        .map(|error| (error.line, error.column, error.problem))
        .collect()
}

#[test]
fn the_fields_of_a_text_are_found() {
    let fields = check(
        NewsletterPlace::Intro,
        "{{ salutation }} {{ last_name | vocative }}, {{last_name|upper}} {% if gender == 'male' %}a{% else %}b{% endif %}",
    );
    assert_eq!(fields, Ok(vec![MergeField::Salutation, MergeField::LastName, MergeField::Gender]));
    assert_eq!(check(NewsletterPlace::Intro, "Cena { 10 } {a} {#1} 50%} }}"), Ok(vec![]));
}

#[test]
fn every_mistake_is_listed_with_its_position() {
    assert_eq!(
        problems("Šta {{ prezime }}\nima {{ first_name | shout }} i {{ ime }}"),
        [
            (1, 8, MergeProblem::UnknownField("prezime".into())),
            (2, 21, MergeProblem::UnknownFilter("shout".into())),
            (2, 35, MergeProblem::UnknownField("ime".into())),
        ]
    );
    let error = &check(NewsletterPlace::Block(1), "{{ ime }}").unwrap_err()[0];
    assert_eq!(error.to_string(), "block 2, line 1, column 4: there is no field \"ime\"");
    assert_eq!(error.place.pointer(), "/content/blocks/1");
}

#[test]
fn a_field_that_is_never_shown_is_checked_too() {
    assert_eq!(
        problems("{% if false %}{{ ime }}{% endif %}"),
        [(1, 18, MergeProblem::UnknownField("ime".into()))]
    );
    assert_eq!(
        problems("{{ first_name if true else (ime | shout) }}").len(),
        2,
        "a filter that is never run is checked too"
    );
}

#[test]
fn the_rest_of_the_template_language_is_closed() {
    assert_eq!(
        problems("{{ attributes.Size }}"),
        [(1, 4, MergeProblem::UnknownField("attributes.Size".into()))]
    );
    assert_eq!(
        problems("{{ points.balance }} {{ points.lost }}"),
        [(1, 25, MergeProblem::UnknownField("points.lost".into()))]
    );
    for text in [
        "{{ points }}",
        "{{ points.balance.x }}",
        "{{ points__balance }}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{% include 'footer' %}",
        "{% extends 'document' %}",
        "{% import 'x' as y %}",
        "{% set unsubscribe = 1 %}",
        "{% set first_name = 1 %}",
        "{% macro x() %}{% endmacro %}",
        "{% autoescape false %}{{ first_name }}{% endautoescape %}",
        "{% raw %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with a=1 %}{% endwith %}",
        "{% block x %}{% endblock %}",
        "{% call x() %}{% endcall %}",
        "{% do x() %}",
        "{{ first_name | safe }}",
        "{{ first_name | escape | safe }}",
        "{{ range(1000000000) }}",
        "{{ debug() }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 2 ** 100000 }}",
        "{{ first_name.upper() }}",
        "{{ first_name.__class__ }}",
        "{{ first_name['x'] }}",
        "{{ first_name[0] }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ link_unsubscribe }}",
        "{{ link_1 }}",
        "{{ self }}",
        "{{ loop }}",
        "{{ merchant.name }}",
        "{{- first_name -}}",
        "{{ first_name is defined }}",
        "{{ '\\u007b' }}",
        "{{ attributes }}",
        "{{ attributes. }}",
        "{{ attributes.Size }}",
        "{{ attributes.9 }}",
        "{{ attributes.čarapa }}",
        "{{ attributes._x }}",
        "{{ attributes.size.upper() }}",
        "{{ attributes.size() }}",
        "{{ attributes.size[0] }}",
        "{{ attributes['size'] }}",
        "{{ attributes .size }}",
        "{{ attributes. size }}",
        "{{ attributes.size first_name }}",
        "{{ attributes.size == }}",
        "{{ attributes.size - 3 }}",
        "{{ attributes.size -3 }}",
        "{{ attributes.size == 3.3.3 }}",
        "{{ attribute__size }}",
        "{{ first_name.size }}",
        "{{ first_name | attributes.size }}",
        "{{ first_name | compared('==', 'x') }}",
        "{{ x.attributes.size }}",
        "{{ first_name",
        "{{ 'x }}",
        "{{ }}",
        "{{}}",
        "{{ first_name last_name }}",
        "{{ first_name | }}",
        "{{ (first_name }}",
        "{% if %}x{% endif %}",
        "{% if first_name %}x",
        "x{% endif %}",
        "{% else %}",
        "{% endif x %}",
        "{% %}",
        "{%",
    ] {
        assert!(check(NewsletterPlace::Subject, text).is_err(), "{text}");
    }
    assert!(check(NewsletterPlace::Subject, &"{{ first_name }}".repeat(201)).is_err());
    assert!(check(NewsletterPlace::Subject, &format!("{{{{ {}first_name }}}}", "(".repeat(100))).is_err());
    assert!(
        check(NewsletterPlace::Subject, &format!("{{{{ {}first_name }}}}", "not ".repeat(10_000))).is_err()
    );
    assert!(check(NewsletterPlace::Subject, &"{% if email %}".repeat(50)).is_err());
}

#[test]
fn every_field_and_filter_that_documents_list_is_accepted() {
    for field in MergeField::ALL {
        assert_eq!(check(NewsletterPlace::Subject, &format!("{{{{ {} }}}}", field.name())), Ok(vec![field]));
    }
    for filter in field::FILTERS {
        assert!(check(NewsletterPlace::Subject, &format!("{{{{ first_name | {filter} }}}}")).is_ok());
    }
    for text in [
        "{{ first_name | default('}} {% x %}') }}",
        "{{ first_name or \"kupče\" }}",
        "{{ attributes.shoe_size | default('42') }}",
        "{% if 30 <= attributes.shoe_size < 46 or attributes.balance == -12.50 %}a{% endif %}",
        "{{ (first_name ~ ' ' ~ last_name) | upper }}",
        "{% if gender == 'male' and not last_name %}a{% elif company %}b{% else %}c{% endif %}",
    ] {
        assert!(check(NewsletterPlace::Subject, text).is_ok(), "{text}");
    }
}
