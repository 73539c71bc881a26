package dev.epicenter.analyzer.jmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.scrub.JmcOpinion;
import dev.epicenter.model.JmcRules;
import dev.epicenter.model.JmcRules.Result;
import dev.epicenter.model.Severity;
import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IResultValueProvider;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultBuilder;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit.EventAvailability;

/** What JMC's rules say arrives whole, and a rule that breaks takes nothing with it. */
@Timeout(60)
class RuleRunnerTest {
    private static final Path SAMPLE = Path.of("../samples/recordings/order-service-17.jfr");

    /** A rule that does what the test wants. */
    private record Made(String id, Callable<Double> score) implements IRule {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getTopic() {
            return "made_up";
        }

        @Override
        public String getName() {
            return "Made Up";
        }

        @Override
        public Map<String, EventAvailability> getRequiredEvents() {
            return Map.of();
        }

        @Override
        public RunnableFuture<IResult> createEvaluation(
                IItemCollection items, IPreferenceValueProvider preferences, IResultValueProvider results) {
            return new FutureTask<>(() -> {
                double value = score.call();
                return ResultBuilder.createFor(this, preferences)
                        .setSeverity(org.openjdk.jmc.flightrecorder.rules.Severity.get(value))
                        .setSummary("scored {score}")
                        .addResult(TypedResult.SCORE, UnitLookup.NUMBER_UNITY.quantity(value))
                        .build();
            });
        }

        @Override
        public Collection<TypedPreference<?>> getConfigurationAttributes() {
            return List.of();
        }

        @Override
        public Collection<TypedResult<?>> getResults() {
            return List.of(TypedResult.SCORE);
        }
    }

    private static JmcRules run(IRule... rules) {
        return RuleRunner.run(ItemCollectionToolkit.EMPTY, List.of(rules), 1);
    }

    @Test
    void tellsWhatRulesFoundTheHighestScoreFirst() {
        JmcRules said = run(new Made("Low", () -> 30.0), new Made("Fine", () -> 0.0), new Made("High", () -> 90.0));

        assertThat(said.results()).extracting(Result::rule).containsExactly("High", "Low");
        assertThat(said.results().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(said.results().get(0).score()).isEqualTo(90);
        assertThat(said.results().get(0).summary()).startsWith("scored 90");
        assertThat(said.passed()).isOne();
        assertThat(said.notes()).isEmpty();
    }

    @Test
    void goesOnBehindARuleThatFailsOverflowsOrNeverEnds() {
        JmcRules said = run(
                new Made("Broken", () -> {
                    throw new IllegalStateException("out\nof order");
                }),
                new Made("Deep", RuleRunnerTest::overflow),
                new Made("Endless", () -> {
                    Thread.sleep(60_000);
                    return 0.0;
                }),
                new Made("Sound", () -> 80.0));

        assertThat(said.results()).extracting(Result::rule).containsExactly("Sound");
        assertThat(said.notes())
                .hasSize(3)
                .anyMatch(n -> n.contains("Broken") && n.contains("out of order"))
                .anyMatch(n -> n.contains("Deep") && n.contains("StackOverflowError"))
                .anyMatch(n -> n.contains("Endless") && n.contains("given up"));
    }

    @SuppressWarnings("InfiniteRecursion")
    private static double overflow() {
        return 1 + overflow();
    }

    @Test
    void saysTheSameOfARecordingMadeSmallAsOfTheWholeOne() throws Exception {
        JmcRules whole =
                RuleRunner.run(JfrLoaderToolkit.loadEvents(new File(SAMPLE.toString())), RuleRegistry.getRules(), 30);
        JmcRules small = JmcOpinion.of(
                List.of(SAMPLE),
                Analyzer.analyze(List.of(SAMPLE), new AnalyzerOptions(List.of(), List.of()), ReadProgress.NONE),
                ReadProgress.NONE);

        assertThat(whole.results()).isNotEmpty();
        assertThat(small.results()).isEqualTo(whole.results());
        assertThat(small.passed()).isEqualTo(whole.passed());
        assertThat(small.notes()).isEmpty();
    }

    @Test
    void saysWhyTheyWereNotRun() throws Exception {
        Path missing = Path.of("missing.jfr");
        JmcRules said = JmcOpinion.of(
                List.of(missing),
                Analyzer.analyze(List.of(SAMPLE), new AnalyzerOptions(List.of(), List.of()), ReadProgress.NONE),
                ReadProgress.NONE);

        assertThat(said.results()).isEmpty();
        assertThat(said.notes()).singleElement().asString().contains("not run").contains("missing.jfr");
    }
}
