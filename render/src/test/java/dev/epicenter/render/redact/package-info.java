/** Tests of what leaves the tool. */
@NullMarked
package dev.epicenter.render.redact;

import org.jspecify.annotations.NullMarked;
