package dev.epicenter.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What HotSpot's fatal error log (hs_err) says.
 *
 * @param source    file name
 * @param at        when the virtual machine crashed, where the log tells
 * @param signature {@code v1:} identity of the crash: kind and normalised top frames
 */
public record CrashLog(String source, Optional<Instant> at, String signature) {}
