package dev.epicenter.rules.user;

import dev.epicenter.rules.Durations;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Parameter.Kind;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads a rule or policy whose shape the schema has already checked; finds what a schema can't say. */
final class DefinitionReader {
    private static final double INFO = 50;
    private static final double WARNING = 80;
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(5);
    private static final long SHARE_OF_AT_LEAST = 10;
    private static final List<String> KINDS = List.of("count", "rate", "share", "consecutive");

    private final Problems problems;
    private final Members node;
    private final List<Parameter> parameters;

    DefinitionReader(Members node, Problems problems) {
        this.problems = problems;
        this.node = node;
        this.parameters = parameters();
    }

    UserRule rule() {
        return new UserRule(definition());
    }

    Policy policy() {
        Definition definition = definition();
        Members action = node.members("action").orElseThrow();
        Map<String, Template> arguments = new TreeMap<>();
        action.members("with").ifPresent(with -> with.all()
                .forEach((name, text) -> arguments.put(name, Template.read((Node.Scalar) text, parameters, problems))));
        Function<RuleInput, Duration> againAfter = node.scalar("again-after")
                .map(this::duration)
                .or(definition::window)
                .orElse(input -> AGAIN_AFTER);
        return new Policy(definition, action.text("name").orElseThrow(), arguments, againAfter);
    }

    private Definition definition() {
        Optional<Members> match = node.members("match");
        Optional<Node.Scalar> where = node.scalar("where");
        if (match.isEmpty() && where.isEmpty()) {
            problems.add(node.at(), "says neither match nor where, so it would be about everything");
        }
        MatchReader matches = new MatchReader(problems);
        Optional<Members> threshold = node.members("threshold");
        threshold.ifPresent(this::checkOne);
        if (node.has("window") && threshold.isEmpty()) {
            problems.add(node.at("window"), "window: there is no threshold to reach in it");
        }
        return new Definition(
                info(match),
                score(),
                match.map(matches::match).orElse(FailureMatch.ANY),
                where.isEmpty() && match.map(MatchReader::isSameForSeries).orElse(true),
                where.flatMap(w -> Conditions.compile(w, parameters, problems)),
                per(),
                node.scalar("window").map(this::duration),
                threshold.flatMap(this::threshold),
                threshold.flatMap(t -> t.members("of")).map(matches::match).orElse(FailureMatch.ANY),
                node.scalar("summary").map(this::template),
                node.scalar("explanation").map(this::template).orElse(Template.plain("")),
                node.scalar("remedy").map(this::template).orElse(Template.plain("")),
                new DefinitionPage(node).text());
    }

    private Template template(Node.Scalar scalar) {
        return Template.read(scalar, parameters, problems);
    }

    private RuleInfo info(Optional<Members> match) {
        String title = node.text("title").orElse("");
        String about = node.text("about").map(String::strip).orElse("A rule of your own.");
        RuleInfo info = RuleInfo.of(node.text("id").orElse("unnamed"), Topic.USER, title, about.replaceAll("\\s+", " "))
                .takes(parameters.toArray(Parameter[]::new));
        List<String> types = match.map(m -> m.texts("type")).orElse(List.of());
        boolean conditionsOnly = !types.isEmpty() && types.stream().allMatch(t -> t.startsWith("jvm."));
        info = conditionsOnly ? info : info.needs(Need.EXCEPTIONS);
        for (String event : node.texts("needs")) {
            info = info.needs(Need.anyOf("events", event));
        }
        return info;
    }

    private double score() {
        return node.number("score")
                .orElseGet(() -> node.text("severity").filter("warning"::equals).isPresent() ? WARNING : INFO);
    }

    private List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        node.members("params").ifPresent(params -> params.all().forEach((name, value) -> {
            String text = ((Node.Scalar) value).text();
            all.add(new Parameter(name, "set in the file", kind((Node.Scalar) value, text), text));
        }));
        return all;
    }

    private static Kind kind(Node.Scalar value, String text) {
        if (Durations.parse(text).isPresent()) {
            return Kind.DURATION;
        }
        boolean number = value.style() == Node.Scalar.Style.PLAIN && text.matches("\\d{1,15}(\\.\\d{1,9})?");
        return number ? Kind.NUMBER : Kind.TEXT;
    }

    private List<Key> per() {
        List<Key> keys = new ArrayList<>();
        for (Node item : node.items("per")) {
            if (item instanceof Node.Scalar scalar) {
                keys.add(
                        switch (scalar.text()) {
                            case "type" -> Key.TYPE;
                            case "site" -> Key.SITE;
                            case "thread" -> Key.THREAD;
                            case "thread-group" -> Key.THREAD_GROUP;
                            default -> Key.PROCESS;
                        });
            } else {
                keys.add(Key.frame(Glob.ofNames(Members.of(item).texts("frame"))));
            }
        }
        return keys;
    }

    private void checkOne(Members threshold) {
        List<String> said = KINDS.stream().filter(threshold::has).toList();
        if (said.size() != 1) {
            problems.add(node.at("threshold"), "threshold: say exactly one of " + String.join(", ", KINDS));
        }
        for (String name : List.of("of", "at-least")) {
            if (threshold.has(name) && !threshold.has("share")) {
                problems.add(threshold.at(name), "threshold: " + name + " goes with share only");
            }
        }
    }

    private Optional<Function<RuleInput, Threshold>> threshold(Members node) {
        if (node.has("count")) {
            Function<RuleInput, Double> least = number(node.scalar("count").orElseThrow());
            return Optional.of(input -> new Threshold.Count(whole(least.apply(input))));
        }
        if (node.has("consecutive")) {
            Function<RuleInput, Double> least =
                    number(node.scalar("consecutive").orElseThrow());
            return Optional.of(input -> new Threshold.Consecutive(whole(least.apply(input))));
        }
        if (node.has("share")) {
            Function<RuleInput, Double> share = number(node.scalar("share").orElseThrow());
            long least = node.number("at-least").map(Double::longValue).orElse(SHARE_OF_AT_LEAST);
            return Optional.of(input -> new Threshold.Share(share.apply(input), least));
        }
        return node.text("rate").map(DefinitionReader::perSecond).map(rate -> input -> new Threshold.Rate(rate));
    }

    private static long whole(double least) {
        return Math.max(1, (long) Math.ceil(least));
    }

    private static double perSecond(String rate) {
        String[] parts = rate.split("/");
        double seconds =
                switch (parts[1]) {
                    case "s" -> 1;
                    case "m" -> 60;
                    default -> 3_600;
                };
        return Double.parseDouble(parts[0]) / seconds;
    }

    private Function<RuleInput, Double> number(Node.Scalar scalar) {
        if (!scalar.text().startsWith("$")) {
            double value = Double.parseDouble(scalar.text());
            return input -> value;
        }
        return parameter(scalar, Kind.NUMBER)
                .<Function<RuleInput, Double>>map(p -> input -> input.number(p))
                .orElse(input -> 1.0);
    }

    private Function<RuleInput, Duration> duration(Node.Scalar scalar) {
        if (!scalar.text().startsWith("$")) {
            Duration value = Durations.parse(scalar.text()).orElse(Duration.ZERO);
            if (value.isZero()) {
                problems.add(scalar.at(), "must be more than 0");
            }
            return input -> value;
        }
        return parameter(scalar, Kind.DURATION)
                .<Function<RuleInput, Duration>>map(p -> input -> input.duration(p))
                .orElse(input -> Duration.ZERO);
    }

    private Optional<Parameter> parameter(Node.Scalar scalar, Kind kind) {
        String name = scalar.text().substring(1);
        Optional<Parameter> parameter =
                parameters.stream().filter(p -> p.name().equals(name)).findFirst();
        if (parameter.isEmpty()) {
            problems.add(scalar.at(), "there is no parameter '" + name + "' under params");
        } else if (parameter.get().kind() != kind) {
            problems.add(scalar.at(), "parameter '" + name + "' must be " + kind.words());
            return Optional.empty();
        }
        return parameter;
    }

    /** Names that a file has used so far, so that none is used twice. */
    static void checkDifferent(Members node, Set<String> ids, Problems problems) {
        String id = node.text("id").orElse("");
        if (!ids.add(id)) {
            problems.add(node.at("id"), "there is already a rule or policy '" + id + "'");
        }
    }
}
