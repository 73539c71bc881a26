/**
 * Looks at byte code and changes it; loaded in isolation, with an ASM of its own. Start at {@link
 * dev.epicenter.agent.core.Core}. Here too no lambdas on the way that every JVM start takes: they would double its cost.
 */
@NullMarked
package dev.epicenter.agent.core;

import org.jspecify.annotations.NullMarked;
