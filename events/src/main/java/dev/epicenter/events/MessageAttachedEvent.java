package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/**
 * The message of a failure, where it is not the one that it was constructed with: its class puts it together when asked, as the
 * JVM does for a NullPointerException. Written when the failure is first seen complete.
 */
@Name("epicenter.MessageAttached")
@Label("Message Attached")
@Description("The message of a failure, where it is not the one that it was constructed with")
@Category({"Epicenter", "Failures"})
public final class MessageAttachedEvent extends EpicenterEvent {
    @FailureId
    @Label("Failure")
    @Description("The throwable")
    public long failureId;

    @Label("Message")
    @Description("What getMessage() gives, as the option messages= has it")
    public @Nullable String message;
}
