package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Link;
import java.util.List;

/** Finds links of one kind. A finder may see the links found before it, and never changes them. */
@FunctionalInterface
interface LinkFinder {
    /**
     * Candidates for links, several into one failure allowed; {@link LinkSelection} keeps the best.
     *
     * @param index    all failures
     * @param selected the links chosen so far
     */
    List<Link> find(FailureIndex index, LinkSelection selected);
}
