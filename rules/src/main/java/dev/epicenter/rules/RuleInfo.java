package dev.epicenter.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a rule says about itself: the head of its page, what {@code rules list} and {@code rules show} print, and what the
 * engine goes by.
 *
 * @param id         stable name such as {@code lost-cause}: users write it in scripts, so it is never used for anything else
 * @param topic      what it is about
 * @param title      a few words; the heading of its page
 * @param about      what it finds and why one would care, one paragraph; the first of its page
 * @param needs      what the recording must hold for silence to mean anything; all of these. Empty when it can always judge
 * @param uses       ids of the rules whose results it looks at; they run before it
 * @param parameters what a user may set
 */
public record RuleInfo(
        String id,
        Topic topic,
        String title,
        String about,
        List<Need> needs,
        Set<String> uses,
        List<Parameter> parameters) {
    /** How ids are written, of rules and of parameters. */
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public RuleInfo {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("no id of a rule: " + id);
        }
        needs = List.copyOf(needs);
        uses = java.util.Collections.unmodifiableSet(new TreeSet<>(uses));
        parameters = List.copyOf(parameters);
    }

    /** Of a rule that can always judge, by itself. */
    public static RuleInfo of(String id, Topic topic, String title, String about) {
        return new RuleInfo(id, topic, title, about, List.of(), Set.of(), List.of());
    }

    /** Also needs all of these. */
    public RuleInfo needs(Need... all) {
        List<Need> more = new ArrayList<>(needs);
        more.addAll(Arrays.asList(all));
        return new RuleInfo(id, topic, title, about, more, uses, parameters);
    }

    /** Also looks at the results of these. */
    public RuleInfo uses(String... rules) {
        Set<String> more = new TreeSet<>(uses);
        more.addAll(Arrays.asList(rules));
        return new RuleInfo(id, topic, title, about, needs, more, parameters);
    }

    /** Also lets users set this. */
    public RuleInfo takes(Parameter... all) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.addAll(Arrays.asList(all));
        return new RuleInfo(id, topic, title, about, needs, uses, more);
    }
}
