package dev.epicenter.model;

import java.util.List;

/**
 * What a recording says about failures: the hand-over from the analyzer to the rules.
 *
 * @param recording what was read
 * @param processes the virtual machines it comes from; position is {@link JvmProcess#index()}
 * @param dataLoss  what is missing
 * @param timeline  what the virtual machine did meanwhile; of several, the one where the worst incident began
 * @param machine   what the same and its host ran with, over time
 * @param environment what the same was started with
 * @param crashes   fatal error logs, in time order
 * @param graph     failures and links
 * @param handlers  catch blocks that the agent saw run; position is {@link HandlerSite#id()}
 * @param tasks     units of work seen; position is {@link Task#id()}
 * @param incidents worst first
 * @param verdict   the answer in one word
 * @param verdictReasons what the verdict rests on, one sentence each
 * @param attribution whose code failed
 * @param sightings what only the agent sees beside handlers and tasks
 */
public record Analysis(
        Recording recording,
        List<JvmProcess> processes,
        DataLoss dataLoss,
        Timeline timeline,
        Machine machine,
        Environment environment,
        List<CrashLog> crashes,
        FailureGraph graph,
        List<HandlerSite> handlers,
        List<Task> tasks,
        List<Incident> incidents,
        Verdict verdict,
        List<String> verdictReasons,
        Attribution attribution,
        Sightings sightings) {
    public Analysis {
        processes = List.copyOf(processes);
        crashes = List.copyOf(crashes);
        handlers = List.copyOf(handlers);
        tasks = List.copyOf(tasks);
        incidents = List.copyOf(incidents);
        verdictReasons = List.copyOf(verdictReasons);
    }

    /** Of code that is nobody's. */
    public Analysis(
            Recording recording,
            List<JvmProcess> processes,
            DataLoss dataLoss,
            Timeline timeline,
            Machine machine,
            Environment environment,
            List<CrashLog> crashes,
            FailureGraph graph,
            List<HandlerSite> handlers,
            List<Task> tasks,
            List<Incident> incidents,
            Verdict verdict,
            List<String> verdictReasons) {
        this(
                recording,
                processes,
                dataLoss,
                timeline,
                machine,
                environment,
                crashes,
                graph,
                handlers,
                tasks,
                incidents,
                verdict,
                verdictReasons,
                Attribution.NONE,
                Sightings.NONE);
    }

    /** The same with another attribution. */
    public Analysis with(Attribution other) {
        return new Analysis(
                recording,
                processes,
                dataLoss,
                timeline,
                machine,
                environment,
                crashes,
                graph,
                handlers,
                tasks,
                incidents,
                verdict,
                verdictReasons,
                other,
                sightings);
    }

    /** The same with more to say of what is missing. */
    public Analysis withNotes(List<String> notes) {
        return new Analysis(
                recording,
                processes,
                dataLoss.withNotes(notes),
                timeline,
                machine,
                environment,
                crashes,
                graph,
                handlers,
                tasks,
                incidents,
                verdict,
                verdictReasons,
                attribution,
                sightings);
    }

    /** The same with other sightings. */
    public Analysis with(Sightings other) {
        return new Analysis(
                recording,
                processes,
                dataLoss,
                timeline,
                machine,
                environment,
                crashes,
                graph,
                handlers,
                tasks,
                incidents,
                verdict,
                verdictReasons,
                attribution,
                other);
    }

    /** Of one process whose failures are all that is known. */
    public Analysis(
            Recording recording,
            DataLoss dataLoss,
            Timeline timeline,
            FailureGraph graph,
            List<Incident> incidents,
            Verdict verdict,
            List<String> verdictReasons) {
        this(
                recording,
                List.of(),
                dataLoss,
                timeline,
                Machine.UNKNOWN,
                Environment.UNKNOWN,
                List.of(),
                graph,
                List.of(),
                List.of(),
                incidents,
                verdict,
                verdictReasons);
    }
}
