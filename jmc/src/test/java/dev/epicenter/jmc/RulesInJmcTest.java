package dev.epicenter.jmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.rules.Need;
import dev.epicenter.rules.RuleLibrary;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.rules.DependsOn;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IResultValueProvider;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedCollectionResult;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.report.html.JfrHtmlRulesReport;
import org.openjdk.jmc.flightrecorder.rules.report.html.internal.RulesHtmlToolkit;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;

/** Our rules among JMC's own, found and run by JMC. */
class RulesInJmcTest {
    private static IItemCollection orders;

    @BeforeAll
    static void load() {
        orders = Samples.load(Samples.file("order-service-17"));
    }

    private static List<IRule> ours() {
        return RuleRegistry.getRules().stream()
                .filter(EpicenterRule.class::isInstance)
                .toList();
    }

    @Test
    void jmcFindsOneRuleForEachOfTheLibraryThatNeedsNothingButTheRecordingAndTheRootCause() {
        long judging = RuleLibrary.rules().stream()
                .filter(rule -> !rule.info().needs().contains(Need.CONTRACT))
                .count();
        assertThat(ours()).hasSize((int) judging + 1);
        assertThat(RuleRegistry.getRules()).hasSizeGreaterThan(ours().size());
    }

    @Test
    void idsAreTheNamesOfTheClassesAndNamesTellWhoseTheyAre() {
        assertThat(ours()).allSatisfy(rule -> {
            assertThat(rule.getId()).isEqualTo(rule.getClass().getSimpleName()).startsWith("Epicenter");
            assertThat(rule.getName()).endsWith(" (Epicenter)");
        });
        assertThat(RuleRegistry.getRules().stream().map(IRule::getId)).doesNotHaveDuplicates();
    }

    @Test
    void rootCauseIsToldWithItsPathAndRemedy() {
        IResult result = result(orders, "EpicenterRootCause");

        assertThat(result.getSeverity()).isEqualTo(Severity.WARNING);
        assertThat(result.getResult(TypedResult.SCORE).doubleValue()).isBetween(75.0, 100.0);
        assertThat(result.getSummary())
                .contains("ExecutionException")
                .contains("SQLException \"Lock wait timeout exceeded; row stock/SKU-4711\"")
                .contains("StockRepository.reserve:25");
        assertThat(result.getExplanation())
                .contains("How it spread: SQLException")
                .contains("(async, inferred");
        assertThat(result.getSolution()).isNotEmpty();
    }

    @Test
    void findingsComeAsResultsWithTheScoreOfTheLibrary() {
        IItemCollection scheduler = Samples.load(Samples.file("silent-scheduler-17"));

        IResult stopped = result(scheduler, "EpicenterScheduledTaskStopped");
        assertThat(stopped.getSeverity()).isEqualTo(Severity.WARNING);
        assertThat(stopped.getSummary()).contains("periodic task");
        assertThat(stopped.getExplanation()).contains("It rests on jdk.");
        IResult deadlock = result(scheduler, "EpicenterDeadlock");
        assertThat(deadlock.getSeverity()).isEqualTo(Severity.OK);
        assertThat(deadlock.getResult(TypedResult.SCORE).doubleValue()).isZero();
    }

    @Test
    void whatCannotBeJudgedIsNotApplicable() {
        IItemCollection settingsOnly = orders.apply(ItemFilters.type("jdk.ActiveSetting", "jdk.JVMInformation"));

        assertThat(result(settingsOnly, "EpicenterRootCause").getSeverity()).isEqualTo(Severity.NA);
        assertThat(results(settingsOnly, IPreferenceValueProvider.DEFAULT_VALUES))
                .allSatisfy(r -> assertThat(r.getSummary()).isNotEmpty());
    }

    @Test
    void anEmptyRecordingIsNotApplicableToAnyOfThem() {
        assertThat(results(ItemCollectionToolkit.EMPTY, IPreferenceValueProvider.DEFAULT_VALUES))
                .allSatisfy(result -> assertThat(result.getSeverity()).isEqualTo(Severity.NA));
    }

    @Test
    void parametersAreSetInJmcsPreferencesAndWhatIsNoneIsPassedOver() {
        assertThat(severity("dev.epicenter.exceptions-as-control-flow.min-rate", "1000000"))
                .isEqualTo(Severity.OK);
        assertThat(severity("dev.epicenter.exceptions-as-control-flow.min-rate", "as many as you like"))
                .isEqualTo(Severity.INFO);
    }

    private static Severity severity(String preference, String value) {
        return result(orders, only(preference, value), "EpicenterExceptionsAsControlFlow")
                .getSeverity();
    }

    @Test
    void packagesOfTheApplicationAreSetInJmcsPreferences() {
        IResult result =
                result(orders, only("dev.epicenter.in-app", "org.elsewhere, com.elsewhere"), "EpicenterRootCause");

        assertThat(result.getSummary()).contains("StockRepository.reserve:25");
    }

    @Test
    void oneReconstructionServesAllRulesOfARecording() {
        var first = Diagnoses.of(orders, Settings.of(IPreferenceValueProvider.DEFAULT_VALUES));

        assertThat(Diagnoses.of(orders, Settings.of(IPreferenceValueProvider.DEFAULT_VALUES)))
                .isSameAs(first);
    }

    @Test
    void secretsAreHiddenAndTextOfTheProgramIsNeverALinkOrAValue(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("uncaught.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JavaExceptionThrow").withStackTrace();
            recording.enable("jdk.ThreadStart");
            recording.enable("jdk.ThreadEnd");
            recording.start();
            Thread worker = new Thread(RulesInJmcTest::fail, "worker");
            worker.setUncaughtExceptionHandler((thread, thrown) -> {});
            worker.start();
            worker.join();
            recording.stop();
            recording.dump(file);
        }

        IResult result = result(Samples.load(file), "EpicenterUncaughtException");

        assertThat(RulesHtmlToolkit.getDescription(result))
                .contains("[press] (javascript:alert(1))")
                .doesNotContain("anchorTag")
                .contains("{ score}")
                .doesNotContain("hunter2");
    }

    private static void fail() {
        throw new IllegalStateException("[press](javascript:alert(1)) {score} password=hunter2-or-not");
    }

    @Test
    void jmcsReportShowsThemEscaped() {
        String report = JfrHtmlRulesReport.createReport(orders);

        assertThat(report)
                .contains("Root Cause (Epicenter)")
                .contains("Lock wait timeout exceeded; row stock/SKU-4711")
                .contains("&#34;Lock wait timeout")
                .contains("Exceptions As Control Flow (Epicenter)");
    }

    /** Somebody else's rule may rest on one of ours. */
    @DependsOn(value = EpicenterRootCause.class, severity = Severity.WARNING)
    static final class Dependent extends EpicenterRule {
        Dependent() {
            super("Dependent", "exceptions", List.of());
        }

        @Override
        Statement statement(dev.epicenter.render.facts.Facts facts) {
            return Statement.of(50, "it was there", "", "");
        }
    }

    @Test
    void otherRulesCanDependOnOurs() throws Exception {
        Dependent dependent = new Dependent();
        IRule root = ours().stream()
                .filter(rule -> rule instanceof EpicenterRootCause)
                .findFirst()
                .orElseThrow();

        Future<IResult> result = RulesToolkit.evaluateParallel(List.of(root, dependent), orders, null, 1)
                .getOrDefault(dependent, CompletableFuture.failedFuture(new AssertionError("not evaluated")));

        assertThat(result.get().getSummary()).isEqualTo("it was there");
    }

    private static IPreferenceValueProvider only(String identifier, String value) {
        return new IPreferenceValueProvider() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T getPreferenceValue(TypedPreference<T> preference) {
                return preference.getIdentifier().equals(identifier) ? (T) value : preference.getDefaultValue();
            }
        };
    }

    private static List<IResult> results(IItemCollection items, IPreferenceValueProvider values) {
        return ours().stream().map(rule -> evaluate(rule, items, values)).toList();
    }

    private static IResult result(IItemCollection items, String id) {
        return result(items, IPreferenceValueProvider.DEFAULT_VALUES, id);
    }

    private static IResult result(IItemCollection items, IPreferenceValueProvider values, String id) {
        IRule named = ours().stream()
                .filter(rule -> rule.getId().equals(id))
                .findFirst()
                .orElseThrow();
        return evaluate(named, items, values);
    }

    private static IResult evaluate(IRule rule, IItemCollection items, IPreferenceValueProvider values) {
        var evaluation = rule.createEvaluation(items, values, new NoResults());
        evaluation.run();
        try {
            return evaluation.get();
        } catch (Exception e) {
            throw new AssertionError(rule.getId(), e);
        }
    }

    private static final class NoResults implements IResultValueProvider {
        @Override
        public <T> @Nullable T getResultValue(TypedResult<T> result) {
            return null;
        }

        @Override
        public <T> Collection<T> getResultValue(TypedCollectionResult<T> result) {
            return List.of();
        }

        @Override
        public @Nullable TypedResult<?> getResultByIdentifier(String identifier) {
            return null;
        }
    }
}
