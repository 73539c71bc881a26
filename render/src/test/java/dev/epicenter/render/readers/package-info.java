/**
 * Readers of the formats that are not ours: schemas, parsers and programs that their makers or users publish. What they do not
 * take is a fault of the format. Start at {@link dev.epicenter.render.readers.Readers}.
 */
@NullMarked
package dev.epicenter.render.readers;

import org.jspecify.annotations.NullMarked;
