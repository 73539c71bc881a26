package dev.epicenter.jmc;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.facts.Facts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IResultValueProvider;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultBuilder;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit.EventAvailability;

/**
 * A rule of JMC that says a part of the {@link Diagnosis} of a recording. Its id is the simple name of its class, since JMC's
 * {@code @DependsOn} compares those.
 */
abstract class EpicenterRule implements IRule {
    private final String name;
    private final String topic;
    private final List<TypedPreference<?>> preferences;

    /**
     * @param name  for people, a few words
     * @param topic one of {@code JfrRuleTopics}: the page of JMC that shows it
     */
    EpicenterRule(String name, String topic, List<TypedPreference<?>> preferences) {
        this.name = name;
        this.topic = topic;
        this.preferences = preferences;
    }

    /** What this rule has to say. */
    abstract Statement statement(Facts facts);

    /**
     * What goes into a result; plain text.
     *
     * @param severity    as JMC has it, which also knows "not applicable"
     * @param score       0..100, on JMC's scale; of no meaning when not applicable
     * @param summary     one or two sentences
     * @param explanation what it rests on; may be empty
     * @param solution    what to do; may be empty
     */
    record Statement(Severity severity, double score, String summary, String explanation, String solution) {
        /** Neither good nor bad. */
        static Statement notApplicable(String summary, String explanation) {
            return new Statement(Severity.NA, 0, summary, explanation, "");
        }

        /** Something of that score. */
        static Statement of(double score, String summary, String explanation, String solution) {
            return new Statement(Severity.get(score), score, summary, explanation, solution);
        }
    }

    @Override
    public final String getId() {
        return getClass().getSimpleName();
    }

    @Override
    public final String getName() {
        return name + " (Epicenter)";
    }

    @Override
    public final String getTopic() {
        return topic;
    }

    /** None: what a rule needs is more than JMC can ask for, so each answers for itself. */
    @Override
    public final Map<String, EventAvailability> getRequiredEvents() {
        return Map.of();
    }

    @Override
    public final Collection<TypedPreference<?>> getConfigurationAttributes() {
        return preferences;
    }

    @Override
    public final Collection<TypedResult<?>> getResults() {
        return List.of(TypedResult.SCORE);
    }

    @Override
    public final RunnableFuture<IResult> createEvaluation(
            IItemCollection items, IPreferenceValueProvider values, IResultValueProvider others) {
        return new FutureTask<>(() -> evaluate(items, values));
    }

    private IResult evaluate(IItemCollection items, IPreferenceValueProvider values) {
        Statement said = items.hasItems()
                ? statement(Diagnoses.of(items, Settings.of(values)))
                : Statement.notApplicable("There is nothing in this recording.", "");
        ResultBuilder result = ResultBuilder.createFor(this, values)
                .setSeverity(said.severity())
                .setSummary(PlainText.of(said.summary()))
                .setExplanation(PlainText.of(said.explanation()))
                .setSolution(PlainText.of(said.solution()));
        if (said.severity() != Severity.NA) {
            result.addResult(TypedResult.SCORE, UnitLookup.NUMBER_UNITY.quantity(said.score()));
        }
        return result.build();
    }
}
