package dev.epicenter.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How an answer compares with the truth. The answer is the worst incident, the first in the report.
 *
 * @param sample  what was asked
 * @param verdict whether the verdict is right
 * @param root    whether the most probable root cause is the true one
 * @param steps   true steps of the chain that the answer has
 * @param allSteps steps of the true chain
 * @param symptom whether the symptom is right
 * @param herrings red herrings named before the true root cause
 * @param misses  what is wrong, one sentence each
 */
record Score(
        Sample sample,
        boolean verdict,
        boolean root,
        int steps,
        int allSteps,
        boolean symptom,
        List<String> herrings,
        List<String> misses) {

    static Score of(Sample sample) {
        JsonNode truth = sample.truth();
        JsonNode report = sample.report();
        JsonNode worst = report.path("incidents").path(0);
        List<String> misses = new ArrayList<>();

        boolean verdict = text(truth, "verdict").equals(text(report, "verdict"));
        if (!verdict) {
            misses.add("verdict is " + text(report, "verdict") + " and not " + text(truth, "verdict"));
        }
        if (!text(truth, "verdict").equals("incident")) {
            List<String> herrings = herrings(truth, report);
            return new Score(sample, verdict, true, 0, 0, true, herrings, withHerrings(misses, herrings));
        }

        JsonNode expected = truth.path("rootCause");
        JsonNode first = worst.path("rootCauses").path(0);
        boolean root = isRoot(expected, first);
        if (!root) {
            misses.add("root cause is " + shown(first) + " and not " + expected);
        }
        int steps = 0;
        for (JsonNode step : truth.path("chain")) {
            Stream<JsonNode> told = Stream.concat(elements(worst.path("chain")), elements(worst.path("branches")));
            if (told.anyMatch(link -> isStep(step, link))) {
                steps++;
            } else {
                misses.add("the chain lacks " + step + " and has "
                        + elements(worst.path("chain")).map(Score::shownLink).toList());
            }
        }
        boolean symptom = elements(truth.path("symptom").path("kinds"))
                .anyMatch(kind -> kind.asText().equals(text(worst.path("symptom"), "kind")));
        if (!symptom) {
            misses.add("symptom is " + worst.path("symptom") + " and not " + truth.path("symptom"));
        }
        List<String> herrings = herrings(truth, report);
        return new Score(
                sample,
                verdict,
                root,
                steps,
                truth.path("chain").size(),
                symptom,
                herrings,
                withHerrings(misses, herrings));
    }

    private static List<String> withHerrings(List<String> misses, List<String> herrings) {
        herrings.forEach(herring -> misses.add("named before the true root cause: red herring " + herring));
        return List.copyOf(misses);
    }

    /** Root causes in the report's order, by incident and rank, up to the true one. */
    private static List<String> herrings(JsonNode truth, JsonNode report) {
        return elements(report.path("incidents"))
                .flatMap(incident -> elements(incident.path("rootCauses")))
                .takeWhile(root -> !isRoot(truth.path("rootCause"), root))
                .filter(root ->
                        elements(truth.path("redHerrings")).anyMatch(herring -> hasTypeAndMessage(herring, root)))
                .map(Score::shown)
                .distinct()
                .toList();
    }

    private static boolean isRoot(JsonNode expected, JsonNode root) {
        JsonNode frame = expected.path("frame");
        return !expected.path("type").isMissingNode()
                && hasTypeAndMessage(expected, root)
                && (isAbsent(frame)
                        || (text(frame, "class").equals(text(root.path("frame"), "class"))
                                && text(frame, "method").equals(text(root.path("frame"), "method"))))
                && (isAbsent(expected.path("thread")) || text(root, "thread").matches(text(expected, "thread")));
    }

    private static boolean hasTypeAndMessage(JsonNode expected, JsonNode root) {
        return text(expected, "type").equals(text(root, "type"))
                && (isAbsent(expected.path("messageContains"))
                        || text(root, "message").contains(text(expected, "messageContains")));
    }

    private static boolean isStep(JsonNode step, JsonNode link) {
        return text(step, "fromType").equals(text(link.path("from"), "type"))
                && text(step, "toType").equals(text(link.path("to"), "type"))
                && elements(step.path("relations")).anyMatch(r -> r.asText().equals(text(link, "relation")))
                && (isAbsent(step.path("certainty")) || text(step, "certainty").equals(text(link, "certainty")));
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static String shown(JsonNode root) {
        return text(root, "type") + ": " + text(root, "message") + " at " + text(root.path("frame"), "class") + "."
                + text(root.path("frame"), "method") + " in " + text(root, "thread");
    }

    private static String shownLink(JsonNode link) {
        return text(link.path("from"), "type") + " " + text(link, "relation") + " " + text(link.path("to"), "type");
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Head of the table of {@link #row()}s, in Markdown. */
    static final String HEAD =
            """
            | sample | JDK | verdict | root cause at rank 1 | chain | symptom | red herrings above it |
            |---|---|---|---|---|---|---|
            """;

    /** One line of the table. */
    String row() {
        return String.format(
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                sample.id(),
                sample.jdk() + (sample.agent() ? " agent" : ""),
                mark(verdict),
                mark(root),
                allSteps == 0 ? "-" : steps + "/" + allSteps,
                mark(symptom),
                herrings.isEmpty() ? "none" : herrings.size() + ": " + types());
    }

    private String types() {
        return herrings.stream()
                .map(herring -> herring.substring(0, herring.indexOf(':')))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String mark(boolean right) {
        return right ? "yes" : "NO";
    }
}
