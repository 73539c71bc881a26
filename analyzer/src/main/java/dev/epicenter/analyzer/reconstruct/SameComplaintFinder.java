package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Gives a complaint that nothing explains better the explanation of an earlier one with the same words: what is broken, used up or gone
 * stays so, and whoever comes later complains of the same, by whatever path. Numbers in the words may differ, but nothing else:
 * what stands in quotes is what it is about, and another's being broken explains nothing.
 */
final class SameComplaintFinder implements LinkFinder {
    /** Share of the first one's confidence that the later ones have. A judgement: in between it may have been mended. */
    private static final double STILL = 0.95;

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        Map<String, Link> explained = new HashMap<>();
        List<Link> links = new ArrayList<>();
        for (Failure failure : index.failures()) {
            if (failure.isCondition() || index.isLookup(failure)) {
                continue;
            }
            String words = words(index, failure);
            Link own = selected.into(failure.id()).orElse(null);
            Link kin = explained.get(words);
            if (kin != null && (own == null || own.confidence() < STILL * kin.confidence())) {
                links.add(again(index, kin, failure));
            }
            if (own != null && (lasts(own.relation()) || kin == null && Wording.unusable(failure))) {
                explained.merge(words, own, (a, b) -> a.confidence() >= b.confidence() ? a : b);
            }
        }
        return links;
    }

    private static Link again(FailureIndex index, Link kin, Failure failure) {
        Failure source = index.failure(kin.from());
        return new Case(source, failure)
                .with(
                        "same-complaint-linked",
                        STILL * kin.confidence(),
                        "An earlier one with the same words was led to by " + source.type()
                                + "; what was wrong then may still be")
                .as(lasts(kin.relation()) ? kin.relation() : Relation.STATE);
    }

    /** Whether what such a link tells of goes on until somebody mends it. */
    private static boolean lasts(Relation relation) {
        return switch (relation) {
            case STATE, RESOURCE, CLASS_INIT, ENDED -> true;
            case CAUSE, WRAP, RETHROW, SUPPRESSED, ASYNC, REMOTE, BLOCKED_BY, PAUSED -> false;
        };
    }

    private static String words(FailureIndex index, Failure failure) {
        return failure.type()
                + '\n'
                + index.site(failure).frame().qualifiedMethod()
                + '\n'
                + NUMBER.matcher(failure.message().orElse("")).replaceAll("#");
    }
}
