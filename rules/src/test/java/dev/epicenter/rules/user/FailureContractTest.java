package dev.epicenter.rules.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.Attribution.Criticality;
import dev.epicenter.model.Attribution.Objective;
import dev.epicenter.model.Attribution.Origin;
import dev.epicenter.model.Attribution.Owner;
import dev.epicenter.model.Attribution.State;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Relation;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.RuleEngine;
import dev.epicenter.rules.RuleLibrary;
import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.RuleSet;
import dev.epicenter.rules.RuleSetException;
import dev.epicenter.rules.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers for what failed, and whether what was promised was kept. */
class FailureContractTest {
    private final Path folder;

    FailureContractTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private FailureContract contract(String yaml) throws IOException, RuleFileException {
        return FailureContract.load(Files.writeString(folder.resolve("contract.yaml"), yaml));
    }

    /** Ten failures of the till, one a second, each wrapped once on its way. */
    private static Story tenFailures() {
        Story story = new Story();
        for (int i = 0; i < 10; i++) {
            Failure root =
                    story.thrown(10 + i, "web-1", "java.io.IOException", "no " + i, "com.acme.till.Drawer.open:" + i);
            Failure wrapper = story.thrown(
                    10.001 + i, "web-1", "com.acme.till.TillException", "no " + i, "com.acme.till.Till.pay:7");
            story.led(root, Relation.CAUSE, wrapper);
        }
        return story;
    }

    private Objective judged(Story story, String promise) throws IOException, RuleFileException {
        List<Objective> all = contract(
                        """
                        contracts:
                          - code: com.acme.till
                            owner: Till
                            slo: [%s]
                        """
                                .formatted(promise))
                .applyTo(story.analysis())
                .attribution()
                .objectives();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void tellsTheMomentAtWhichMoreFailedThanWasPromised() throws Exception {
        Objective broken = judged(tenFailures(), "{failures: 3, window: 1m}");

        assertThat(broken.state()).isEqualTo(State.BROKEN);
        assertThat(broken.text()).isEqualTo("at most 3 failures within 1m");
        assertThat(broken.at()).contains(Story.at(13));
        assertThat(broken.count()).isEqualTo(4);
        assertThat(broken.times()).isEqualTo(2);
        assertThat(broken.total()).isEqualTo(10);
    }

    @Test
    void countsAFailureAndItsWrapperOnce() throws Exception {
        assertThat(judged(tenFailures(), "{failures: 10, window: 1m}").state()).isEqualTo(State.KEPT);
        assertThat(judged(tenFailures(), "{failures: 9}").state()).isEqualTo(State.BROKEN);
    }

    @Test
    void countsOnlyWhatTheWindowHolds() throws Exception {
        assertThat(judged(tenFailures(), "{failures: 3, window: 2s}").state()).isEqualTo(State.KEPT);
    }

    @Test
    void countsOnlyTheTypesThatThePromiseNames() throws Exception {
        Objective kept = judged(tenFailures(), "{failures: 0, type: [OutOfMemoryError]}");

        assertThat(kept.state()).isEqualTo(State.KEPT);
        assertThat(kept.text()).isEqualTo("no OutOfMemoryError in the whole recording");
        assertThat(judged(tenFailures(), "{failures: 0, type: IOException}").state())
                .isEqualTo(State.BROKEN);
    }

    @Test
    void judgesSharesOfAllFailures() throws Exception {
        Story story = tenFailures();
        for (int i = 0; i < 20; i++) {
            story.thrown(30 + i, "web-2", "java.io.IOException", "else " + i, "com.acme.mail.Mail.send:" + i);
        }

        Objective broken = judged(story, "{share: 0.2}");

        assertThat(broken.state()).isEqualTo(State.BROKEN);
        assertThat(broken.text()).isEqualTo("failures at most 20% of all failures in the whole recording");
        assertThat(broken.count()).isEqualTo(10);
        assertThat(broken.of()).isEqualTo(40);
        assertThat(judged(story, "{share: 0.25}").state()).isEqualTo(State.KEPT);
    }

    @Test
    void doesNotKnowWhatWasNotRecorded() throws Exception {
        Story silent = new Story().disabled("jdk.JavaExceptionThrow", "jdk.JavaErrorThrow");

        assertThat(judged(silent, "{failures: 3}").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void namesTheOwnerOfAnIncidentByTheMostExactPattern() throws Exception {
        Story story = new Story();
        Failure failure = story.thrown(5, "web-1", "java.io.IOException", "x", "com.acme.till.Drawer.open:3");
        story.incident(SymptomKind.REQUEST_FAILED, failure, failure, "A request failed");
        Analysis analysis = story.analysis();
        Origin origin = new Origin(
                analysis.incidents().get(0).id(),
                Story.frame("com.acme.till.Drawer.open:3"),
                true,
                Optional.empty(),
                Optional.empty());
        Analysis attributed = analysis.with(new Attribution(false, List.of(origin), List.of()));

        Analysis owned = contract(
                        """
                        contracts:
                          - {code: com.acme, owner: Everybody}
                          - {code: [com.acme.till.D*, org.none], owner: Drawers, criticality: critical, contact: "#d"}
                          - {code: com.acme.till, owner: Till}
                        """)
                .applyTo(attributed);

        assertThat(owned.attribution().incidents().get(0).owner())
                .contains(new Owner("Drawers", Criticality.CRITICAL, "com.acme.till.D*", "#d"));
    }

    @Test
    void saysWhichPatternsFitNothingRecorded() throws Exception {
        Analysis owned = contract(
                        """
                        contracts:
                          - {code: [com.acme.till, com.acme.ordres], owner: Till}
                          - {code: com.acme.mail.Mial*, owner: Mail}
                        """)
                .applyTo(tenFailures().analysis());

        assertThat(owned.dataLoss().notes())
                .singleElement()
                .asString()
                .startsWith("Of the failure contract, com.acme.ordres and com.acme.mail.Mial* fit no class");
        assertThat(contract("contracts: [{code: com.acme.till, owner: Till}]")
                        .applyTo(tenFailures().analysis())
                        .dataLoss()
                        .notes())
                .isEmpty();
    }

    @Test
    void brokenPromisesAreFindingsAsBadAsTheContractSays() throws Exception {
        Analysis analysis = contract(
                        """
                        contracts:
                          - code: com.acme.till
                            owner: Till
                            contact: till@acme.example
                            criticality: critical
                            slo: [{failures: 3, window: 1m}, {failures: 100}]
                        """)
                .applyTo(tenFailures().analysis());

        RuleResult result = judge(analysis);

        assertThat(result.findings()).hasSize(1);
        Finding finding = result.findings().get(0);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.score()).isEqualTo(90);
        assertThat(finding.summary())
                .isEqualTo(
                        "Till, criticality critical, promised at most 3 failures within 1m for com.acme.till: broken by 4"
                                + " failures at 12:00:13.000 UTC, twice in all. The whole recording has 10.");
        assertThat(finding.remedy()).contains("till@acme.example");
        assertThat(finding.evidence()).isNotEmpty();
    }

    @Test
    void keptPromisesAreNoFindings() throws Exception {
        Analysis analysis = contract("contracts: [{code: com.acme.till, owner: Till, slo: [{failures: 100}]}]")
                .applyTo(tenFailures().analysis());

        assertThat(judge(analysis)).isInstanceOf(RuleResult.Ok.class);
    }

    @Test
    void withoutAContractNothingCanBeSaid() throws Exception {
        assertThat(judge(tenFailures().analysis()))
                .isInstanceOfSatisfying(RuleResult.NotApplicable.class, lacking -> assertThat(lacking.needs())
                        .containsExactly("a failure contract, --contract FILE"));
    }

    private static RuleResult judge(Analysis analysis) throws RuleSetException {
        RuleOptions only = RuleOptions.of(List.of("contract-broken"), List.of(), java.util.Map.of());
        return new RuleEngine(RuleSet.of(RuleLibrary.rules(), only))
                .diagnose(analysis)
                .rules()
                .get(0);
    }

    @Test
    void tellsAllThatIsWrongWithLineAndColumn() throws IOException {
        String yaml =
                """
                contracts:
                  - code: com.acme
                    ovner: x
                    criticality: very
                  - code: []
                    owner: x
                    slo: [{failures: -1}, {share: 2}, {window: 5}]
                """;

        assertThat(problems(yaml))
                .containsExactly(
                        "2:5: contracts: lacks owner",
                        "3:5: unknown member 'ovner' (did you mean owner?)",
                        "4:18: criticality: 'very' is none of low, medium, high, critical",
                        "5:11: code: must not be empty",
                        "7:22: failures: '-1' must be at least 0",
                        "7:35: share: '2' must be less than 1",
                        "7:48: window: '5' must be a text");
        assertThat(problems("contracts: [{code: a, owner: b, slo: [{window: 1m}, {failures: 1, share: 0.5}]}]"))
                .containsExactly(
                        "1:39: slo: say exactly one of failures, share",
                        "1:53: slo: say exactly one of failures, share");
        assertThat(problems("rules: []"))
                .containsExactly("1:1: lacks contracts", "1:1: unknown member 'rules'; there are contracts, shared");
        assertThat(problems("contracts: [")).singleElement().asString().startsWith("1:13: not YAML");
    }

    private List<String> problems(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("contract.yaml"), yaml);
        RuleFileException wrong = catchThrowableOfType(RuleFileException.class, () -> FailureContract.load(file));
        assertThat(wrong).as("the contract was taken as it is").isNotNull();
        return wrong.problems().stream()
                .map(p -> p.line() + ":" + p.column() + ": " + p.text())
                .toList();
    }
}
