/**
 * HotSpot's thread dumps as text (jstack, {@code jcmd Thread.print}, {@code jdk.ThreadDump}) to who waits for whom. Start at {@link
 * ThreadDump#parse}. The layout is that of {@code Threads::print_on} and {@code javaVFrame::print_lock_info_on} (HotSpot's
 * {@code runtime/threads.cpp} and {@code vframe.cpp}), JDK 8 to 25.
 */
@NullMarked
package dev.epicenter.analyzer.dump;

import org.jspecify.annotations.NullMarked;
