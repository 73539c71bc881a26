package dev.epicenter.cli.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** By the agent, which starts a recording of its own and takes itself away again if it was not there before. */
final class AgentRecording extends LiveRecording {
    private final Path agent;
    private final Path said;
    private boolean wasThere;

    AgentRecording(RunningJvm target, Path agent) throws AttachException {
        super(target);
        this.agent = agent;
        this.said = folder.resolve("said.txt");
    }

    @Override
    void begin() throws AttachException {
        String answer = tell("start=" + file);
        if (answer.contains("no recording") || !answer.contains("recording ") || answer.startsWith("failed")) {
            throw new AttachException("the agent could not start a recording: "
                    + (answer.isEmpty() ? "it does not answer; the JVM's standard error may say why" : answer));
        }
        wasThere = answer.startsWith("already running");
    }

    @Override
    public String end() throws AttachException {
        String answer = tell(wasThere ? "end=" + file : "stop");
        if (wasThere) {
            return "the agent was there before and stays";
        }
        return answer.contains("stopped;")
                ? "the agent is off and all classes have their code back; its own classes stay loaded until the JVM ends"
                : "the agent did not stop: " + answer;
    }

    private String tell(String what) throws AttachException {
        jvm.load(agent, what + ",report=" + said);
        try {
            return Files.exists(said) ? Files.readString(said).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
