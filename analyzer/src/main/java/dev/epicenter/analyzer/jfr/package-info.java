/**
 * The flight recorder's binary format, 1.x and 2.x (JDK 9 and later, OpenJDK 8): chunks, types, constants, events. Knows nothing
 * of failures, believes nothing that the bytes do not bear out, and leaves what nobody asks for undecoded. Start at
 * {@link dev.epicenter.analyzer.jfr.Chunk}.
 *
 * <p>Sources for the layout: JMC's {@code flightrecorder.internal.parser.v1} and the JDK's {@code jdk.jfr.internal.consumer}.
 */
@NullMarked
package dev.epicenter.analyzer.jfr;

import org.jspecify.annotations.NullMarked;
