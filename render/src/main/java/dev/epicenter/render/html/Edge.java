package dev.epicenter.render.html;

import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;

/** What makes a link the same wherever it stands: its ends and its relation. */
record Edge(int from, int to, Relation relation) {
    static Edge of(Link link) {
        return new Edge(link.from(), link.to(), link.relation());
    }
}
