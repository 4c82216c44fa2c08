//! Writes `www/src/generated.ts` from the view types; fails when the committed file differs.

use super::{
    calls, check, compare, explain, flow, input, iteration, map_run, nested, reason, recorded, run,
    scene, steps, test_state, variables,
};
use ts_rs::{Config, TS};

macro_rules! declare {
    ($out:ident, $($name:ty),* $(,)?) => {
        $(
            $out.push_str("\nexport ");
            $out.push_str(&<$name>::decl(&Config::default()));
            $out.push('\n');
        )*
    };
}

fn generated() -> String {
    let mut out = String::from("// Written by `cargo test`; do not edit. Types of everything that crosses the wasm boundary.\n");
    declare!(
        out,
        check::CheckView,
        check::StatePlace,
        check::Place,
        check::DiagnosticView,
        check::EditView,
        check::SeverityView,
        check::RepairView,
        check::RepairChange,
        input::InputSuggestion,
        scene::Scene,
        scene::SceneNode,
        scene::Lane,
        scene::SceneEdge,
        scene::EdgeKindView,
        scene::Tip,
        scene::EdgeLabel,
        run::StartRequest,
        run::RunView,
        run::Stopped,
        run::ExecutionView,
        run::StateRunView,
        run::StatusCount,
        run::StepStatus,
        run::TakenEdge,
        run::EventRow,
        run::EventMark,
        run::ProblemView,
        run::StepView,
        run::AttemptView,
        run::AnswerSource,
        iteration::IterationsView,
        iteration::IterationRow,
        iteration::IterationEdge,
        steps::StepRows,
        steps::StepRow,
        steps::BarPart,
        recorded::RecordedView,
        recorded::ReadingView,
        recorded::SourceView,
        recorded::FaultView,
        calls::CallView,
        calls::Awaited,
        calls::CallDetail,
        map_run::MapRunView,
        map_run::CountsView,
        map_run::ChildRow,
        map_run::ChildView,
        map_run::ChildEvent,
        map_run::FileView,
        nested::NestedView,
        nested::NestedRow,
        test_state::TestStateView,
        test_state::TestStateError,
        test_state::TestStateResponse,
        test_state::InspectionView,
        test_state::InspectionStage,
    );
    insights(&mut out);
    out
}

/// What Compare, Data flow, Explain and Variables are told.
fn insights(out: &mut String) {
    declare!(
        out,
        compare::CompareView,
        compare::ComparedSide,
        compare::DifferenceView,
        compare::CompareRow,
        compare::ComparedVisit,
        flow::FlowView,
        flow::FlowStage,
        flow::WhatIfView,
        explain::ExplainView,
        explain::FailureView,
        explain::RuleView,
        explain::ChoiceView,
        explain::ChoiceRuleView,
        explain::TestView,
        explain::RunExplainView,
        explain::WaitView,
        explain::WaitReason,
        explain::EndView,
        explain::EndStep,
        explain::UnreachedView,
        explain::WayView,
        explain::WayKind,
        explain::Hindrance,
        explain::MetersView,
        reason::ReasonView,
        reason::SentenceView,
        reason::WordView,
        reason::WordValue,
        variables::VariablesView,
        variables::VariableView,
        variables::ScopeStep,
        variables::WatchView,
    );
}

#[test]
fn the_page_has_the_types_of_today() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/src/generated.ts");
    let wanted = generated();
    let found = std::fs::read_to_string(path).unwrap_or_default();
    if found != wanted {
        std::fs::write(path, &wanted).expect("www/src can be written");
        panic!("www/src/generated.ts was out of date and has been rewritten: commit it");
    }
}
