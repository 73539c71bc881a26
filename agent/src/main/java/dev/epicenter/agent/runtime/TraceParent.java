package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/** The header {@code traceparent} of the W3C's Trace Context: {@code 00-<32 digits>-<16 digits>-<flags>}. */
final class TraceParent {
    static final String HEADER = "traceparent";

    private static final int LENGTH = 55;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    final String traceId;
    final String spanId;

    private TraceParent(String traceId, String spanId) {
        this.traceId = traceId;
        this.spanId = spanId;
    }

    /** What a header says, null when it is none or breaks the standard, which then wants it to be ignored. */
    static @Nullable TraceParent of(@Nullable String header) {
        if (header == null || header.length() < LENGTH || header.startsWith("ff")) {
            return null;
        }
        // A later version may say more behind a dash.
        boolean long1 = header.length() > LENGTH && (header.startsWith("00") || header.charAt(LENGTH) != '-');
        if (long1 || header.charAt(2) != '-' || header.charAt(SPAN - 1) != '-' || header.charAt(FLAGS - 1) != '-') {
            return null;
        }
        String trace = header.substring(3, SPAN - 1);
        String span = header.substring(SPAN, FLAGS - 1);
        return Hex.isId(trace, 32) && Hex.isId(span, 16) ? new TraceParent(trace, span) : null;
    }

    /** A header; sampled, since nothing is sent anywhere by us. */
    static String header(String traceId, String spanId) {
        return "00-" + traceId + '-' + spanId + "-01";
    }
}
