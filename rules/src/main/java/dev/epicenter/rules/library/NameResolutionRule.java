package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Types;
import java.util.List;

/** Finds host names that could not be resolved. Page: docs/rules/name-resolution.md. */
public final class NameResolutionRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "name-resolution",
                    Topic.FAILURE,
                    "A host name could not be resolved",
                    "Finds failures that go back to a name which DNS or the hosts file did not resolve, and tells a"
                            + " name that does not exist from a resolver that did not answer: the one is a typing error or a"
                            + " missing record, the other an outage that passes.")
            .needs(Need.EXCEPTIONS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "The resolver did not answer",
                    80,
                    f -> isResolution(f)
                            && Family.says(
                                    f,
                                    "temporary failure",
                                    "try again",
                                    "timed out",
                                    "timeout",
                                    "servfail",
                                    "server failure"),
                    "The name may well exist: the resolver could not be reached, was overloaded or refused. The JVM"
                            + " caches the failure for networkaddress.cache.negative.ttl seconds (10 by default), so that"
                            + " each name stays broken for a while after the resolver is back.",
                    "Ask the resolver from the same host or container: getent hosts <name>, dig +search <name>, cat"
                            + " /etc/resolv.conf. In Kubernetes look at CoreDNS and conntrack, and end names with a dot or"
                            + " set ndots:1 to save the search list's extra queries. Retry with a pause; run a local cache"
                            + " (NodeLocal DNSCache, systemd-resolved, dnsmasq)."),
            new Family(
                    "A host name does not exist",
                    80,
                    f -> isResolution(f),
                    "The resolver answered, and knows no such name. Trying again does not help until configuration"
                            + " or DNS has changed; the JVM caches the refusal for networkaddress.cache.negative.ttl seconds"
                            + " (10 by default) and good answers for networkaddress.cache.ttl (30 s).",
                    "Compare the name in the message with what configuration should give: an unset variable, a"
                            + " missing namespace or search domain, a service that is not deployed here. Check with getent"
                            + " hosts <name> on the same host, not on yours."));

    private static boolean isResolution(Failure failure) {
        return Types.isA(failure, "java.net.UnknownHostException", "java.nio.channels.UnresolvedAddressException")
                || Family.isCalled(failure, "DnsNameResolverException", "DnsErrorCauseException")
                || Family.says(failure, "failed to resolve '");
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, FAMILIES);
    }
}
