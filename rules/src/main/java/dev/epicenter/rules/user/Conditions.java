package dev.epicenter.rules.user;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.user.Fields.Field;
import dev.epicenter.rules.user.Fields.Struct;
import java.util.List;
import java.util.Optional;

/** Compiles conditions in CEL against {@link Fields}. Nothing but these can be reached from one; there is no I/O. */
final class Conditions {
    /** Steps of all loops of one evaluation together. Judgement: a chain of 16 failures times their 64 frames fits ten times. */
    private static final int MAX_STEPS = 10_000;

    private static final int MAX_DEPTH = 40;
    private static final int MAX_LENGTH = 2_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(MAX_STEPS)
            .maxParseRecursionDepth(MAX_DEPTH)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    /** The variables, other than {@code param.*}. */
    static final List<Variable> VARIABLES = List.of(
            new Variable("failure", Fields.FAILURE_FIELDS, false, "the failure that is being looked at"),
            new Variable(
                    "incident",
                    Fields.INCIDENT_FIELDS,
                    false,
                    "the worst incident that has it; all empty when there is none"),
            new Variable(
                    "chain",
                    Fields.FAILURE_FIELDS,
                    true,
                    "the failures of that incident from root to symptom; empty when there is none"),
            new Variable("recording", Fields.RECORDING_FIELDS, false, "what was read"));

    private Conditions() {}

    /**
     * A name that an expression can use.
     *
     * @param list whether it is a list of these
     */
    record Variable(String name, Struct<?> struct, boolean list, String about) {
        String type() {
            return list ? "list(" + struct.name() + ")" : struct.name();
        }
    }

    /** An expression that is right; problems say what is wrong with one that is not. */
    static Optional<Condition> compile(Node.Scalar expression, List<Parameter> parameters, Problems problems) {
        CelValidationResult checked =
                compiler(parameters).compile(expression.text().stripTrailing());
        if (checked.hasError()) {
            for (CelIssue issue : checked.getErrors()) {
                int column = issue.getSourceLocation().getColumn() + 1;
                problems.add(
                        expression.locate(Math.max(1, issue.getSourceLocation().getLine()), Math.max(1, column)),
                        "where: " + issue.getMessage());
            }
            return Optional.empty();
        }
        try {
            CelType type = checked.getAst().getResultType();
            if (!type.equals(SimpleType.BOOL)) {
                problems.add(expression.at(), "where: must be true or false, not " + type.name());
                return Optional.empty();
            }
            return Optional.of(new Condition(RUNTIME.createProgram(checked.getAst()), parameters));
        } catch (CelValidationException | CelEvaluationException e) {
            problems.add(expression.at(), "where: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static CelCompiler compiler(List<Parameter> parameters) {
        CelCompilerBuilder cel = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setTypeProvider(new ModelTypes())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.DYN);
        for (Variable variable : VARIABLES) {
            CelType type = StructTypeReference.create(variable.struct().name());
            cel.addVar(variable.name(), variable.list() ? ListType.create(type) : type);
        }
        for (Parameter parameter : parameters) {
            cel.addVar(Condition.PARAM + parameter.name().replace('-', '_'), type(parameter.kind()));
        }
        return cel.build();
    }

    private static CelType type(Parameter.Kind kind) {
        return switch (kind) {
            case NUMBER -> SimpleType.DOUBLE;
            case DURATION -> SimpleType.DURATION;
            case TEXT -> SimpleType.STRING;
        };
    }

    private static CelType type(Fields.Type type) {
        return switch (type) {
            case BOOL -> SimpleType.BOOL;
            case INT -> SimpleType.INT;
            case DOUBLE -> SimpleType.DOUBLE;
            case STRING -> SimpleType.STRING;
            case TIME -> SimpleType.TIMESTAMP;
            case DURATION -> SimpleType.DURATION;
            case STRINGS -> ListType.create(SimpleType.STRING);
            case COUNTS -> MapType.create(SimpleType.STRING, SimpleType.INT);
            case FAILURE -> StructTypeReference.create(Fields.FAILURE_FIELDS.name());
            case FRAME -> StructTypeReference.create(Fields.FRAME_FIELDS.name());
            case FRAMES -> ListType.create(StructTypeReference.create(Fields.FRAME_FIELDS.name()));
            case LINKS -> ListType.create(StructTypeReference.create(Fields.LINK_FIELDS.name()));
        };
    }

    /** The kinds of {@link Fields} as types. */
    private static final class ModelTypes implements CelTypeProvider {
        private final ImmutableMap<String, CelType> byName =
                Fields.STRUCTS.stream().collect(ImmutableMap.toImmutableMap(Struct::name, ModelTypes::struct));

        private static <T> CelType struct(Struct<T> struct) {
            ImmutableMap<String, CelType> types = struct.fields().stream()
                    .collect(ImmutableMap.toImmutableMap(Field::name, field -> type(field.type())));
            return StructType.create(struct.name(), types.keySet(), name -> Optional.ofNullable(types.get(name)));
        }

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(byName.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }
}
