/** Tests of what leaves the tool. */
@NullMarked
package dev.epicenter.render;

import org.jspecify.annotations.NullMarked;
