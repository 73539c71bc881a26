package dev.epicenter.render.redact;

import java.util.List;

/**
 * Tokens that their makers gave a recognisable form. Source: what the services document, as collected in the default rules of
 * gitleaks, and the AWS guide on unique ids of IAM.
 */
final class TokenShapes {
    private static final String NO_WORD_BEFORE = "(?<![A-Za-z0-9_-])";
    private static final String NO_WORD_AFTER = "(?![A-Za-z0-9_])";

    static final List<SecretShape> ALL = List.of(
            SecretShape.from(
                            "aws-key",
                            "(?<![A-Za-z0-9])(?<secret>(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ANVA|AIPA|ABIA|ACCA)[A-Z2-7]{16})(?![A-Za-z0-9])",
                            "akia",
                            "asia",
                            "agpa",
                            "aida",
                            "aroa",
                            "anpa",
                            "anva",
                            "aipa",
                            "abia",
                            "acca")
                    .alsoInNames(),
            // GitHub, GitLab
            token("gh[oprsu]_", "[A-Za-z0-9]{30,255}", "gho_", "ghp_", "ghr_", "ghs_", "ghu_"),
            token("github_pat_", "[A-Za-z0-9_]{20,255}", "github_pat_"),
            token(
                    "gl(?:pat|dt|rtr?|ft|soat|agent|oas|imt|ptt|cbt|ffct)-",
                    "[A-Za-z0-9_.-]{20,255}",
                    "glpat-",
                    "gldt-",
                    "glrt",
                    "glft-",
                    "glsoat-",
                    "glagent-",
                    "gloas-",
                    "glimt-",
                    "glptt-",
                    "glcbt-",
                    "glffct-"),
            token("GR1348941", "[A-Za-z0-9_-]{20,64}", "gr1348941"),
            // Slack, Discord, Telegram
            token("xox[abeoprs]-", "[A-Za-z0-9.-]{10,255}", "xox"),
            token("xapp-", "[A-Za-z0-9-]{20,255}", "xapp-"),
            address(
                    "hooks\\.slack\\.com/(?:services|workflows|triggers)/",
                    "[A-Za-z0-9+/_-]{20,200}",
                    "hooks.slack.com"),
            address("discord(?:app)?\\.com/api/webhooks/[0-9]{1,30}/", "[\\w-]{20,200}", "discord"),
            around("[0-9]{8,10}:AA[A-Za-z0-9_-]{33}", ":aa"),
            // Google, Azure, Alibaba, DigitalOcean, Heroku, Fly.io, Databricks, Supabase, Bedrock
            token("AIza", "[A-Za-z0-9_-]{35}", "aiza"),
            token("GOCSPX-", "[A-Za-z0-9_-]{20,64}", "gocspx-"),
            token("ya29\\.", "[A-Za-z0-9_-]{20,1024}", "ya29."),
            around("[A-Za-z0-9+/]{86}==", "=="),
            around("[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}", "q~"),
            token("LTAI", "[A-Za-z0-9]{20}", "ltai"),
            token("do[opr]_v1_", "[a-f0-9]{64}", "doo_v1_", "dop_v1_", "dor_v1_"),
            token("HRKU-AA", "[A-Za-z0-9_-]{20,80}", "hrku-"),
            token("fo1_", "[A-Za-z0-9_-]{43}", "fo1_"),
            token("fm[12][ar]?_", "[A-Za-z0-9+/]{100,1000}={0,3}", "fm1", "fm2"),
            token("dapi", "[a-f0-9]{32}(?:-[0-9])?", "dapi"),
            token("sbp_", "[a-f0-9]{40}", "sbp_"),
            token("ABSK", "[A-Za-z0-9+/]{100,300}={0,2}", "absk"),
            // Stripe, Square, Shopify
            token("[prs]k_(?:live|test|prod)_", "[A-Za-z0-9]{10,255}", "pk_", "rk_", "sk_"),
            token("whsec_", "[A-Za-z0-9+/=]{24,255}", "whsec_"),
            token("sq0(?:atp|csp)-", "[A-Za-z0-9_-]{22,64}", "sq0"),
            token("shp(?:at|ca|pa|ss)_", "[A-Fa-f0-9]{32}", "shp"),
            // npm, PyPI, RubyGems, Docker, Artifactory
            token("npm_", "[A-Za-z0-9]{36}", "npm_"),
            token("pypi-", "[A-Za-z0-9_-]{50,1000}", "pypi-"),
            token("rubygems_", "[a-f0-9]{48}", "rubygems_"),
            token("dckr_[po]at_", "[A-Za-z0-9_-]{20,64}", "dckr_"),
            token("AKCp", "[A-Za-z0-9]{60,80}", "akcp"),
            token("cmVmd", "[A-Za-z0-9]{59}", "cmvmd"),
            // SendGrid, Mailgun, Mailchimp, Brevo, Twilio
            token("SG\\.", "[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,64}", "sg."),
            token("key-", "[0-9a-z]{32}", "key-"),
            around("[0-9a-f]{32}-us[0-9]{1,2}", "-us"),
            token("xkeysib-", "[a-f0-9]{64}-[A-Za-z0-9]{16}", "xkeysib-"),
            token("SK", "[0-9a-f]{32}", "sk"),
            // Vault, Terraform, Doppler, 1Password, age, Pulumi, Tailscale, PlanetScale
            token("hv[sbr]\\.", "[A-Za-z0-9_-]{20,255}", "hvs.", "hvb.", "hvr."),
            around("[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}", ".atlasv1."),
            token("dp\\.(?:pt|st|ct|sa|scim|audit)\\.", "[A-Za-z0-9.]{40,80}", "dp."),
            token("ops_eyJ", "[A-Za-z0-9+/]{100,2000}={0,3}", "ops_eyj"),
            token("AGE-SECRET-KEY-1", "[A-Z0-9]{58}", "age-secret-key-1"),
            token("pul-", "[a-f0-9]{40}", "pul-"),
            token("tskey-", "[A-Za-z0-9-]{10,100}", "tskey-"),
            token("pscale_(?:tkn|oauth|pw)_", "[A-Za-z0-9=._-]{32,64}", "pscale_"),
            // Grafana, New Relic, Sentry, Dynatrace
            token("glsa_", "[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}", "glsa_"),
            token("glc_", "[A-Za-z0-9+/]{32,400}={0,2}", "glc_"),
            token("NR(?:AK|JS|II)-", "[A-Za-z0-9-]{19,64}", "nrak-", "nrjs-", "nrii-"),
            token("sntry[su]_", "[A-Za-z0-9+/=_-]{60,400}", "sntry"),
            token("dt0[a-z][0-9]{2}\\.", "[A-Z0-9]{24}\\.[A-Z0-9]{64}", "dt0"),
            // Atlassian, Linear, Notion, Postman, Adobe
            token("AT(?:AT|CT)T3", "[A-Za-z0-9_=-]{100,300}", "atatt3", "atctt3"),
            token("lin_api_", "[A-Za-z0-9]{40}", "lin_api_"),
            token("ntn_", "[A-Za-z0-9]{40,60}", "ntn_"),
            token("PMAK-", "[a-f0-9]{24}-[a-f0-9]{34}", "pmak-"),
            token("p8e-", "[A-Za-z0-9]{32}", "p8e-"),
            // OpenAI and Anthropic, Hugging Face, Perplexity, Groq, Replicate
            token("sk-", "[A-Za-z0-9_-]{20,255}", "sk-"),
            token("hf_", "[A-Za-z]{34}", "hf_"),
            token("pplx-", "[A-Za-z0-9]{48}", "pplx-"),
            token("gsk_", "[A-Za-z0-9]{48,64}", "gsk_"),
            token("r8_", "[A-Za-z0-9]{37}", "r8_"));

    private TokenShapes() {}

    /** A token that tells by its beginning what it is, and nothing else does. */
    private static SecretShape token(String prefix, String rest, String... hints) {
        return SecretShape.from("token", alone(prefix + rest), hints).alsoInNames();
    }

    /** A token that tells by a part of it. */
    private static SecretShape around(String regex, String hint) {
        return SecretShape.around("token", alone(regex), hint).alsoInNames();
    }

    private static String alone(String regex) {
        return NO_WORD_BEFORE + "(?<secret>" + regex + ")" + NO_WORD_AFTER;
    }

    /** An address whose rest lets anybody in. */
    private static SecretShape address(String site, String rest, String hint) {
        return SecretShape.from("token", "(?i)" + site + "(?<secret>" + rest + ")", hint)
                .alsoInNames();
    }
}
