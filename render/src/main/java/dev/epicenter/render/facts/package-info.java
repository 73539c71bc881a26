/** What all formats ask of a diagnosis, worked out once. Knows no format. Start at {@link dev.epicenter.render.facts.Facts}. */
@NullMarked
package dev.epicenter.render.facts;

import org.jspecify.annotations.NullMarked;
