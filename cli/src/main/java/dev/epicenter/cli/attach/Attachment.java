package dev.epicenter.cli.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The way into a JVM: one connection for each thing asked, so that none stays open while it records. */
final class Attachment {
    private final long pid;

    Attachment(long pid) {
        this.pid = pid;
    }

    /** Something to ask of a JVM. */
    private interface Question<T> {
        T ask(VirtualMachine jvm) throws IOException, AttachException, AgentLoadException, AgentInitializationException;
    }

    private <T> T ask(Question<T> question) throws AttachException {
        Optional<String> obstacle = Obstacles.of(pid);
        if (obstacle.isPresent()) {
            throw new AttachException(obstacle.get());
        }
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                return question.ask(jvm);
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new AttachException(
                    "process " + pid + " does not let itself be attached to: " + reason(e)
                            + "; start it with -javaagent instead (see 'epicenter agent')",
                    e);
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new AttachException(
                    reason(e).contains("not enabled")
                            ? "process " + pid
                                    + " was started with -XX:-EnableDynamicAgentLoading and takes no agent; --no-agent "
                                    + "records what the JVM itself knows"
                            : "process " + pid + " did not take the agent: " + reason(e)
                                    + "; --no-agent records what the JVM itself knows",
                    e);
        }
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }

    /** Loads an agent, or tells one that is loaded something. */
    void load(Path agent, String options) throws AttachException {
        ask(jvm -> {
            jvm.loadAgent(agent.toString(), options);
            return "";
        });
    }

    Properties properties() throws AttachException {
        return ask(VirtualMachine::getSystemProperties);
    }

    /** What {@code jcmd} would: a diagnostic command, and what the JVM answers. */
    String command(String line) throws AttachException {
        return ask(jvm -> {
            try (InputStream answer = (InputStream)
                    jvm.getClass().getMethod("executeJCmd", String.class).invoke(jvm, line)) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (InvocationTargetException e) {
                throw new AttachException(
                        "process " + pid + " did not do '" + line + "': "
                                + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                        e);
            } catch (ReflectiveOperationException e) {
                throw new AttachException(
                        "this Java cannot send commands to a JVM; run epicenter.jar with java -jar, on a JDK", e);
            }
        });
    }
}
