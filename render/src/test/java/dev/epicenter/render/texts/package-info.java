/** Tests of what leaves the tool. */
@NullMarked
package dev.epicenter.render.texts;

import org.jspecify.annotations.NullMarked;
