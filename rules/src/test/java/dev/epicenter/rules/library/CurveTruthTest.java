package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Curve;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Relation;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.Story;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Scenes whose slope, knee or moment is known, with the scatter that real load has: the truth must lie in the 95% interval that is stated.
 * Of 12 draws 11.4 do on the mean; 9 are three standard deviations less.
 */
class CurveTruthTest {
    private static final int DRAWS = 12;
    private static final int LEAST = 9;
    private static final Pattern SPAN = Pattern.compile("95% interval (-?[\\d.]+)(?: s)? to (-?[\\d.]+)");
    private static final Pattern KNEE = Pattern.compile("\\((\\d+) to (\\d+) at 95%\\)");
    private static final Pattern MOMENT =
            Pattern.compile("between 12:00:([\\d.]+) UTC and 12:0(\\d:[\\d.]+) UTC \\(95%\\)");

    private static void holds(IntPredicate draw) {
        int held = 0;
        for (int seed = 0; seed < DRAWS; seed++) {
            held += draw.test(seed) ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(LEAST);
    }

    /** Whether a number is within what a pattern finds in a finding. */
    private static boolean within(String text, Pattern span, double truth) {
        Matcher m = span.matcher(text);
        return m.find() && Double.parseDouble(m.group(1)) <= truth && truth <= Double.parseDouble(m.group(2));
    }

    private static int poisson(Random random, double mean) {
        int n = 0;
        for (double left = Math.exp(-mean), p = random.nextDouble(); p > left; p *= random.nextDouble()) {
            n++;
        }
        return n;
    }

    private static Finding only(Story story, Rule rule) {
        List<Finding> findings = story.findings(rule);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    /** A failure that a user met. */
    private static void met(Story story, double second, String type, String message) {
        Failure failure = story.thrown(second, "web", type, message, "com.acme.Web.w:1");
        story.incident(SymptomKind.REQUEST_FAILED, failure, failure, "failed");
    }

    @Test
    void amplificationByThreads() {
        holds(seed -> {
            Random random = new Random(seed);
            Story story = new Story();
            for (int second = 0; second < 60; second++) {
                story.liveThreads(second, 20 + second);
                int n = poisson(random, 0.15 * second);
                for (int i = 0; i < n; i++) {
                    met(story, second + (double) i / n, "com.acme.Failed", "");
                }
            }
            return within(only(story, new AmplificationRule()).summary(), SPAN, 1.5);
        });
    }

    @Test
    void amplificationByConnectionsOfAPool() {
        holds(seed -> {
            Random random = new Random(seed);
            Story story = queued(random);
            return within(only(story, new ConnectionAmplificationRule()).summary(), SPAN, 0.3);
        });
    }

    /** Twenty connections; each second one more waits, and with each who waits 0.3 a second are refused. */
    private static Story queued(Random random) {
        Story story = new Story();
        for (int second = 0; second < 60; second++) {
            int n = poisson(random, 0.3 * second);
            for (int i = 0; i < n; i++) {
                met(
                        story,
                        second + (double) i / n,
                        "java.sql.SQLTransientConnectionException",
                        "orders-db - Connection is not available");
                story.pool(second + (double) i / n, "orders-db", 20, second, 20);
            }
        }
        return story;
    }

    @Test
    void amplificationByAPoolTellsWhatThereIsAndDrawsIt() {
        Story story = queued(new Random(1));

        assertThat(only(story, new ConnectionAmplificationRule()).summary())
                .startsWith("With each connection of orders-db more that is given out or waited for come 0.")
                .contains(" to 79, of 20 that there are.");
        Curve curve = story.curves(new ConnectionAmplificationRule()).get(0);
        assertThat(curve.id()).isEqualTo("amplification-connections-1-failures");
        assertThat(curve.projection()).hasSize(2);
        assertThat(curve.marks()).containsExactly(new Curve.Mark(20, "all in use"));
    }

    @Test
    void amplificationByConnectionsThatWereOnlySeen() {
        holds(seed -> {
            Random random = new Random(seed);
            Story story = new Story();
            for (int second = 0; second < 60; second++) {
                story.connections(second, 5 + second / 2.0);
                int n = poisson(random, 0.2 * second);
                for (int i = 0; i < n; i++) {
                    met(story, second + (double) i / n, "com.acme.Failed", "");
                }
            }
            Finding finding = only(story, new ConnectionAmplificationRule());
            assertThat(finding.counter()).anyMatch(text -> text.contains("not counted by the JVM"));
            return within(finding.summary(), SPAN, 0.4);
        });
    }

    @Test
    void amplificationByConnectionsIsNotApplicableWithoutAny() {
        Story story = new Story();
        met(story, 5, "com.acme.Failed", "");

        assertThat(story.results(new RuleOptions(List.of("connection-amplification"), List.of(), Map.of())))
                .singleElement()
                .isInstanceOfSatisfying(
                        RuleResult.NotApplicable.class,
                        r -> assertThat(r.needs()).singleElement().asString().startsWith("figures of connections"));
    }

    @Test
    void amplificationByConnectionsStaysSilentWhenTheQueueDoesNotGrow() {
        Random random = new Random(5);
        Story story = new Story();
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 3; i++) {
                met(
                        story,
                        second + i / 3.0,
                        "java.sql.SQLTransientConnectionException",
                        "orders-db - Connection is not available");
                story.pool(second + i / 3.0, "orders-db", 20, random.nextInt(10), 20);
            }
        }

        assertThat(story.findings(new ConnectionAmplificationRule())).isEmpty();
    }

    @Test
    void exhaustionOfMemory() {
        holds(seed -> {
            Random random = new Random(seed);
            Story story = new Story();
            for (int second = 0; second < 60; second += 2) {
                story.resident(second, Math.round(500 + 5 * second + 8 * random.nextGaussian()), 1_000);
            }
            return within(
                    only(story, new NativeMemoryGrowthRule()).summary(),
                    Pattern.compile("in [\\d.]+ s \\(95% interval ([\\d.]+) s to ([\\d.]+) s\\)"),
                    42);
        });
    }

    @Test
    void kneeOfRecovery() {
        holds(seed -> {
            Random random = new Random(seed);
            Story story = new Story();
            for (int second = 0; second < 60; second++) {
                int threads = 10 + second;
                story.liveThreads(second, threads);
                int n = poisson(random, 5);
                for (int i = 0; i < n; i++) {
                    double at = second + (double) i / n;
                    Failure failure = story.thrown(at, "web", "java.io.IOException", "x", "com.acme.A.a:1");
                    if (random.nextDouble() < (threads < 45 ? 0.05 : 0.9)) {
                        Failure end = story.thrown(at + 0.001, "web", "com.acme.Failed", "", "com.acme.Web.w:1");
                        story.led(failure, Relation.CAUSE, end);
                        story.incident(SymptomKind.REQUEST_FAILED, failure, end, "failed");
                    }
                }
            }
            return within(only(story, new RecoveryCurveRule()).summary(), KNEE, 45);
        });
    }

    @Test
    void momentOfAJump() {
        holds(seed -> {
            Random random = new Random(seed);
            Story story = new Story();
            double changed = 20 + 20 * random.nextDouble();
            double at = 0;
            while (true) {
                double rate = at < changed ? 0.5 : 3;
                double next = at - Math.log(1 - random.nextDouble()) / rate;
                // A draw that crosses the change goes on from there at the new rate.
                at = at < changed && next > changed ? changed - Math.log(1 - random.nextDouble()) / 3 : next;
                if (at >= 59.9) {
                    break;
                }
                met(story, at, "com.acme.Failed", "");
            }
            Matcher m = MOMENT.matcher(only(story, new RateChangeRule()).remedy());
            return m.find() && Double.parseDouble(m.group(1)) <= changed && changed <= seconds(m.group(2));
        });
    }

    /** Of {@code 0:41.000}. */
    private static double seconds(String minutes) {
        int colon = minutes.indexOf(':');
        return 60 * Double.parseDouble(minutes.substring(0, colon)) + Double.parseDouble(minutes.substring(colon + 1));
    }
}
