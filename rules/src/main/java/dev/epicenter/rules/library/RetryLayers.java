package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Retry loops of known libraries, as they show on a stack: what failed below two of them is tried once for each try of both. Seen in the
 * libraries' own stacks or sources, one frame a layer.
 */
enum RetryLayers {
    RESILIENCE4J("Resilience4j's Retry", "io.github.resilience4j.retry.Retry", "lambda$decorate"),
    SPRING_RETRY("Spring Retry", "org.springframework.retry.support.RetryTemplate", "doExecute"),
    SPRING("Spring's RetryTemplate", "org.springframework.core.retry.RetryTemplate", "execute"),
    FAILSAFE("Failsafe", "dev.failsafe.internal.RetryPolicyExecutor", "lambda$apply"),
    FAILSAFE_2("Failsafe", "net.jodah.failsafe.RetryPolicyExecutor", "lambda$supply"),
    FAULT_TOLERANCE("MicroProfile's @Retry", "io.smallrye.faulttolerance.core.retry.Retry", "doApply"),
    GUAVA_RETRYING("Guava Retrying", "com.github.rholder.retry.Retryer", "call"),
    HTTP_CLIENT_5("Apache HttpClient", "org.apache.hc.client5.http.impl.classic.HttpRequestRetryExec", "execute"),
    HTTP_CLIENT_4("Apache HttpClient", "org.apache.http.impl.execchain.RetryExec", "execute"),
    OK_HTTP("OkHttp", "okhttp3.internal.http.RetryAndFollowUpInterceptor", "intercept"),
    AWS("the AWS SDK", "software.amazon.awssdk.core.internal.http.pipeline.stages.RetryableStage", "execute");

    private final String display;
    private final String type;
    private final String method;

    RetryLayers(String display, String type, String method) {
        this.display = display;
        this.type = type;
        this.method = method;
    }

    /** The layers on a failure's stack in words, the innermost first. */
    static List<String> on(Failure failure) {
        List<String> layers = new ArrayList<>();
        for (Frame frame : failure.stack().frames()) {
            for (RetryLayers layer : values()) {
                if (frame.type().equals(layer.type) && frame.method().startsWith(layer.method)) {
                    layers.add(layer.display);
                }
            }
        }
        return layers;
    }
}
