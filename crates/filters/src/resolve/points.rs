//! Resolving conditions on points.

use super::time::Today;
use crate::{PointsCondition, PointsFigure, ResolvedFilter, ResolvedPoints, ResolvedPointsFigure};

pub(super) fn resolve(condition: &PointsCondition, today: &Today) -> ResolvedFilter {
    let PointsCondition { figure, point_type, programme, within, days, test } = condition;
    let resolved = match figure {
        PointsFigure::Balance => ResolvedPointsFigure::Balance { at: today.now() },
        PointsFigure::Expiring => {
            ResolvedPointsFigure::Expiring { from: today.now(), until: today.end_of_day_in(*days) }
        }
        PointsFigure::Earned | PointsFigure::Spent => {
            ResolvedPointsFigure::Moved { figure: *figure, period: today.period(*within) }
        }
    };
    test.resolved_by(|comparison| {
        ResolvedFilter::Points(ResolvedPoints {
            figure: resolved,
            point_type: point_type.clone(),
            programme: *programme,
            comparison,
        })
    })
}
