package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.AgentRecord.Lines;
import dev.epicenter.analyzer.read.AgentRecord.Member;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.TaskOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the lists and words that the agent's events hold as text; what cannot be read is left out. */
final class AgentText {
    private AgentText() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Parts between semicolons. */
    static List<String> words(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(";"));
    }

    /** {@code 12-18;20-22}. */
    static List<Lines> lines(@Nullable String text) {
        List<Lines> all = new ArrayList<>();
        for (String range : words(text)) {
            int dash = range.indexOf('-');
            int first = number(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : number(range.substring(dash + 1));
            if (first > 0 && last >= first) {
                all.add(new Lines(first, last));
            }
        }
        return all;
    }

    /** Two such lists as one. */
    static List<Member> members(@Nullable String text, @Nullable String more) {
        List<Member> all = new ArrayList<>(members(text));
        all.addAll(members(more));
        return all;
    }

    /** {@code owner.name:line;owner.name:line@method}, without owner for local variables. */
    static List<Member> members(@Nullable String text) {
        List<Member> all = new ArrayList<>();
        for (String word : words(text)) {
            int at = word.lastIndexOf('@');
            String part = at < 0 ? word : word.substring(0, at);
            int colon = part.lastIndexOf(':');
            String name = colon < 0 ? part : part.substring(0, colon);
            int dot = name.lastIndexOf('.');
            all.add(new Member(
                    dot < 0 ? "" : name.substring(0, dot),
                    name.substring(dot + 1),
                    colon < 0 ? 0 : number(part.substring(colon + 1)),
                    at < 0 ? "" : word.substring(at + 1)));
        }
        return all;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static Disposition disposition(@Nullable String word) {
        for (Disposition d : Disposition.values()) {
            if (d.id().equals(word)) {
                return d;
            }
        }
        return Disposition.UNKNOWN;
    }

    static TaskOutcome outcome(@Nullable String word) {
        for (TaskOutcome outcome : TaskOutcome.values()) {
            if (outcome.id().equals(word)) {
                return outcome;
            }
        }
        return TaskOutcome.UNKNOWN;
    }
}
