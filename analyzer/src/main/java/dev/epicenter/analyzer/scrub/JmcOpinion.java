package dev.epicenter.analyzer.scrub;

import dev.epicenter.analyzer.jfr.TextFilter;
import dev.epicenter.analyzer.jmc.RuleRunner;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.analyzer.scrub.Scrub.Choice;
import dev.epicenter.analyzer.scrub.Scrub.Scrubbed;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.JmcRules;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks JMC's rules about recordings, which are first made small enough for JMC to load. */
public final class JmcOpinion {
    /** Events of a type from which on only some are given to JMC, and how many of those. Judgements. */
    private static final long MANY = 50_000;

    private static final Duration BEFORE = Duration.ofSeconds(30);
    private static final Duration AFTER = Duration.ofSeconds(10);

    private JmcOpinion() {}

    /**
     * What JMC's rules say.
     *
     * @param inputs   what was analysed
     * @param analysis which events there are, and when the incidents were
     * @return that they could not be asked, where they could not: an analysis is worth having without them
     */
    public static JmcRules of(List<Path> inputs, Analysis analysis, ReadProgress progress) {
        try {
            return ask(inputs, analysis, progress);
        } catch (UnreadableRecordingException | IOException e) {
            return JmcRules.notRun("JMC's rules were not run: " + e.getMessage());
        }
    }

    private static JmcRules ask(List<Path> inputs, Analysis analysis, ReadProgress progress)
            throws UnreadableRecordingException, IOException {
        Map<String, Long> counts = analysis.recording().eventCounts();
        Choice choice = new Choice(
                        type -> true,
                        IncidentWindows.of(analysis, BEFORE, AFTER),
                        type -> counts.getOrDefault(type, 0L) <= MANY)
                .withAtMost(MANY);
        Path small = Files.createTempFile("epicenter-", ".jfr");
        try {
            Scrubbed scrubbed;
            try (FileChannel to = FileChannel.open(small, StandardOpenOption.WRITE)) {
                scrubbed = Scrub.scrub(inputs, choice, TextFilter.KEEP, to, progress);
            }
            JmcRules said = RuleRunner.run(small);
            List<String> notes = new ArrayList<>(said.notes());
            List<String> reduced = counts.entrySet().stream()
                    .filter(e -> e.getValue() > MANY)
                    .map(Map.Entry::getKey)
                    .toList();
            if (!reduced.isEmpty()) {
                notes.add(
                        0,
                        String.format(
                                Locale.ROOT,
                                "The rules were given %,d events: of %s only those of the incidents' time, and of each at most %,d.",
                                scrubbed.events(),
                                String.join(", ", reduced),
                                MANY));
            }
            return new JmcRules(said.results(), said.passed(), notes);
        } finally {
            Files.deleteIfExists(small);
        }
    }
}
