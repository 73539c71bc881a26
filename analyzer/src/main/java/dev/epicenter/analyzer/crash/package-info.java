/**
 * HotSpot's fatal error logs (hs_err) to {@link dev.epicenter.model.CrashLog}, and what is known of such crashes. Start at {@link
 * CrashLogReader}. The log's layout is HotSpot's {@code src/hotspot/share/utilities/vmError.cpp} (up to JDK 8 {@code
 * hotspot/src/share/vm/utilities/vmError.cpp}), JDK 8 to 25. A log is untrusted: lines, lists and numbers are bounded, and no part
 * of it is needed for another.
 */
@NullMarked
package dev.epicenter.analyzer.crash;

import org.jspecify.annotations.NullMarked;
