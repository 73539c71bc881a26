package dev.epicenter.rules.user;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Incident;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.facts.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compiled expression. */
final class Condition {
    /** What the names of parameters start with. */
    static final String PARAM = "param.";

    private final CelRuntime.Program program;
    private final List<Parameter> parameters;

    Condition(CelRuntime.Program program, List<Parameter> parameters) {
        this.program = program;
        this.parameters = parameters;
    }

    /** For one run of a rule. */
    Evaluation on(RuleInput input) {
        return new Evaluation(input);
    }

    /** The condition with an analysis and the values of the parameters. */
    final class Evaluation {
        private final Facts facts;
        private final Map<String, Object> constant = new HashMap<>();
        private long asked;
        private long failed;
        private String firstError = "";

        private Evaluation(RuleInput input) {
            this.facts = input.facts();
            constant.put(
                    "recording",
                    View.of(facts, Fields.RECORDING_FIELDS, facts.analysis().recording()));
            for (Parameter parameter : parameters) {
                constant.put(PARAM + parameter.name().replace('-', '_'), value(input, parameter));
            }
        }

        private Object value(RuleInput input, Parameter parameter) {
            return switch (parameter.kind()) {
                case NUMBER -> input.number(parameter);
                case DURATION -> input.duration(parameter);
                case TEXT -> input.text(parameter);
            };
        }

        /** Whether it is true of a failure; an expression that fails on it, say by looking behind a list's end, is not. */
        boolean isTrueOf(Failure failure) {
            asked++;
            try {
                return Boolean.TRUE.equals(program.eval(name -> variable(name, failure)));
            } catch (CelEvaluationException e) {
                failed++;
                if (firstError.isEmpty()) {
                    firstError =
                            String.valueOf(e.getMessage()).replace("evaluation error at <input>:", "at character ");
                }
                return false;
            }
        }

        /** Evaluations so far. */
        long asked() {
            return asked;
        }

        /** Those of them that failed. */
        long failed() {
            return failed;
        }

        /** What was wrong with the first that failed. */
        String firstError() {
            return firstError;
        }

        private Optional<Object> variable(String name, Failure failure) {
            return Optional.ofNullable(
                    switch (name) {
                        case "failure" -> View.of(facts, Fields.FAILURE_FIELDS, failure);
                        case "incident" -> View.of(facts, Fields.INCIDENT_FIELDS, incident(failure));
                        case "chain" -> View.ofAll(facts, Fields.FAILURE_FIELDS, chain(incident(failure)));
                        default -> constant.get(name);
                    });
        }

        private @Nullable Incident incident(Failure failure) {
            return facts.incidentsWith(List.of(failure)).stream()
                    .findFirst()
                    .map(facts.analysis().incidents()::get)
                    .orElse(null);
        }

        private List<Failure> chain(@Nullable Incident incident) {
            return incident == null ? List.of() : facts.path(incident);
        }
    }
}
