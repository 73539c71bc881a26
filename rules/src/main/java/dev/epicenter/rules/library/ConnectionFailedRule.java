package dev.epicenter.rules.library;

import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Types;
import java.util.List;

/** Finds connections that could not be made, or broke. Page: docs/rules/connection-failed.md. */
public final class ConnectionFailedRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "connection-failed",
                    Topic.FAILURE,
                    "A connection could not be made, or broke",
                    "Finds failed connections and tells what the network said: refused (nobody listens), unanswered"
                            + " (a firewall or a dead host), no route, port taken, no port left, or cut by the other side."
                            + " Each points at somebody else.")
            .needs(Need.EXCEPTIONS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "A connection was refused",
                    80,
                    f -> Family.says(f, "connection refused", "actively refused"),
                    "The host answered at once that nobody listens on that port: the process is down, still"
                            + " starting, listens on another port, or only on its loopback address. A firewall that rejects"
                            + " looks the same.",
                    "Look whether the callee runs and listens: ss -ltnp on its host, its readiness, the port in the"
                            + " configuration, and whether it binds 127.0.0.1 in a container. If it was just restarting, let"
                            + " callers wait for readiness and retry a few times with growing pauses."),
            new Family(
                    "A connection was not answered",
                    80,
                    f -> Family.says(f, "connect timed out", "connection timed out", "connection timeout")
                            || Family.isCalled(f, "ConnectTimeoutException", "HttpConnectTimeoutException")
                            || Family.says(f, "timed out") && f.stack().passes("sun.nio.ch.NioSocketImpl", "connect"),
                    "No answer came, not even a refusal: packets are dropped (firewall, security group, network"
                            + " policy, wrong address) or the callee's queue of connections is full because it does not"
                            + " accept. Each caller waits out the whole time-out.",
                    "From the same host: nc -vz <host> <port>, traceroute -T. On the callee: ss -ltn shows a full"
                            + " queue as Recv-Q at Send-Q, nstat -az TcpExtListenOverflows counts it. Keep the connect"
                            + " time-out short (1 to 3 s): a connection that is not made in that time is not made at all."),
            new Family(
                    "No way to the host",
                    80,
                    f -> Types.isA(f, "java.net.NoRouteToHostException", "java.net.PortUnreachableException")
                            || Family.says(f, "no route to host", "network is unreachable", "host is down"),
                    "Routing ends before the host: an interface is down, the address belongs to a network that this"
                            + " host can't reach, or an IPv6 address was tried without IPv6.",
                    "ip route get <address> on the same host. If only the IPv6 address fails, set"
                            + " -Djava.net.preferIPv4Stack=true or mend the DNS record."),
            new Family(
                    "A port was already taken",
                    80,
                    f -> Family.says(f, "address already in use", "address in use"),
                    "Another process, or another part of this one, listens on that port; the service that wanted it"
                            + " did not start.",
                    "ss -ltnp 'sport = :<port>' names the holder. A predecessor that has not ended yet: wait for"
                            + " its end before starting the next. In tests use port 0."),
            new Family(
                    "No local port or address was left",
                    82,
                    f -> Family.says(f, "cannot assign requested address", "can't assign requested address"),
                    "For a connection that goes out: all ephemeral ports to that target are in use, most of them in"
                            + " TIME_WAIT, since each call opens a connection of its own. For a listener: the address is not"
                            + " one of this host.",
                    "Reuse connections (keep-alive, a pooled client that is created once and whose responses are"
                            + " read to the end and closed). ss -s counts TIME_WAIT; net.ipv4.ip_local_port_range and"
                            + " tcp_tw_reuse widen the room but do not mend it."),
            new Family(
                    "A connection was cut by the other side",
                    75,
                    f -> Family.says(
                                    f,
                                    "connection reset",
                                    "broken pipe",
                                    "connection closed by peer",
                                    "premature end",
                                    "premature eof",
                                    "connection prematurely closed",
                                    "unexpected end of file from server",
                                    "forcibly closed")
                            || Family.isCalled(f, "PrematureCloseException", "NoHttpResponseException"),
                    "The other side, or something between, ended the connection while it was in use: the callee"
                            + " crashed or was restarted, or an idle connection of a pool had been dropped by a load balancer"
                            + " or firewall and was used once more.",
                    "Compare with the callee's restarts and log at that second. For pooled connections: let the"
                            + " client drop idle ones sooner than any hop does (keep-alive time below the load balancer's"
                            + " idle time-out), validate before use, and retry once what is idempotent."));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, FAMILIES);
    }
}
