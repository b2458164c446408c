//! What a till prints about points.

use regulars_kernel::Language;
use regulars_loyalty::PointScale;

use super::points_of_sale::PointsOfSale;

/// A line for each account in which something was earned or spent: what, and what it has now.
pub(super) fn print_points(points: &[PointsOfSale], language: Language) -> impl Iterator<Item = String> + '_ {
    let changed = points.iter().filter(|told| told.earned != 0 || told.spent != 0);
    changed.map(move |told| line(told, language))
}

fn line(told: &PointsOfSale, language: Language) -> String {
    let (name, scale) = (told.name.as_str(), told.scale);
    let balance = match language {
        Language::SerbianLatin => "stanje",
        Language::SerbianCyrillic => "стање",
        Language::Polish => "saldo",
        Language::Russian => "баланс",
        Language::German => "Stand",
        Language::English => "balance",
    };
    let mut changes = Vec::new();
    if told.earned != 0 {
        let sign = if told.earned > 0 { "+" } else { "" };
        changes.push(format!("{sign}{}", written(told.earned, scale, language)));
    }
    if told.spent != 0 {
        changes.push(format!("-{}", written(told.spent, scale, language)));
    }
    let now = told.balance.available + told.balance.deficit;
    format!("{name}: {}, {balance} {}", changes.join(", "), written(now, scale, language))
}

/// Points as the language writes them, with as many decimals as they have.
pub(crate) fn written(points: i64, scale: PointScale, language: Language) -> String {
    if scale.decimals() == 0 {
        return points.to_string();
    }
    let (sign, parts) = (if points < 0 { "-" } else { "" }, scale.parts().unsigned_abs());
    let mark = if language == Language::English { '.' } else { ',' };
    let (whole, rest) = (points.unsigned_abs() / parts, points.unsigned_abs() % parts);
    format!("{sign}{whole}{mark}{rest:0width$}", width = usize::from(scale.decimals()))
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{PointAccountId, ProgrammeId};
    use regulars_loyalty::PointBalance;

    use super::*;

    #[test]
    fn points_are_printed_with_their_decimals_and_without_a_name_of_anybody() {
        let id = "01930000-0000-7000-8000-000000000001";
        let mut told = PointsOfSale {
            programme: ProgrammeId::new(id.parse().unwrap()),
            account: PointAccountId::new(id.parse().unwrap()),
            point_type: "points".parse().unwrap(),
            name: "Points".parse().unwrap(),
            scale: PointScale::new(1).unwrap(),
            earned: 45,
            spent: 200,
            balance: PointBalance { available: 1305, ..PointBalance::default() },
            earnings: Vec::new(),
            coupons: Vec::new(),
            passed_over: Vec::new(),
        };
        assert_eq!(line(&told, Language::English), "Points: +4.5, -20.0, balance 130.5");
        told.scale = PointScale::default();
        assert_eq!(line(&told, Language::SerbianLatin), "Points: +45, -200, stanje 1305");
    }
}
