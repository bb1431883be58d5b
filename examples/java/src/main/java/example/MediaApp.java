package example;

import dev.cdkcloudfrontedge.CacheBehaviorProps;
import dev.cdkcloudfrontedge.CookieForwarding;
import dev.cdkcloudfrontedge.CustomOriginOptions;
import dev.cdkcloudfrontedge.DefaultCacheBehaviorProps;
import dev.cdkcloudfrontedge.Forwarding;
import dev.cdkcloudfrontedge.GeoRestriction;
import dev.cdkcloudfrontedge.OriginAccessIdentity;
import dev.cdkcloudfrontedge.Origins;
import dev.cdkcloudfrontedge.RtmpDistribution;
import dev.cdkcloudfrontedge.RtmpProtocol;
import dev.cdkcloudfrontedge.S3BucketOriginOptions;
import dev.cdkcloudfrontedge.WebAccessLogs;
import dev.cdkcloudfrontedge.WebDistribution;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.s3.Bucket;

/** Films behind CloudFront: the same app as examples/typescript/app.ts. */
public final class MediaApp {
  public static void main(String[] args) {
    App app = new App();
    Stack stack = new Stack(app, "Media");

    Bucket bucket = new Bucket(stack, "Bucket");
    OriginAccessIdentity identity = OriginAccessIdentity.Builder.create(stack, "Identity").comment("reads the films").build();
    identity.grantList(bucket);

    IOrigin api = Origins.custom("api.example.com", CustomOriginOptions.builder()
        .originId("api")
        .customHeaders(Map.of("X-Tenant", "films", "X-Secret", "of the origin"))
        .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
        .connectionTimeout(Duration.seconds(5))
        .build());
    WebDistribution site = WebDistribution.Builder.create(stack, "Site")
        .comment("Films and their pages")
        .defaultBehavior(DefaultCacheBehaviorProps.builder()
            .origin(Origins.s3Bucket(bucket, S3BucketOriginOptions.builder().originId("films").originAccessIdentity(identity).build()))
            .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
            .defaultTtl(Duration.hours(1))
            .build())
        .behaviors(List.of(CacheBehaviorProps.builder()
            .pathPattern("/api/*")
            .origin(api)
            .allowedMethods(AllowedMethods.ALLOW_ALL)
            .forwarding(Forwarding.builder().queryString(true).cookies(CookieForwarding.allowlist("session")).headers(List.of("Accept-Language")).build())
            .minTtl(Duration.seconds(0))
            .defaultTtl(Duration.seconds(0))
            .maxTtl(Duration.minutes(5))
            .trustedSigners(List.of("self", "1111-2222-3333"))
            .build()))
        .errorResponses(List.of(ErrorResponse.builder().httpStatus(404).responsePagePath("/404.html").ttl(Duration.minutes(1)).build()))
        .geoRestriction(GeoRestriction.allowlist("DE", "FR", "LI"))
        .priceClass(PriceClass.PRICE_CLASS_100)
        .accessLogs(WebAccessLogs.builder().prefix("site/").includeCookies(true).build())
        .build();

    RtmpDistribution rtmp = RtmpDistribution.Builder.create(stack, "Rtmp").bucket(bucket).originAccessIdentity(identity).build();
    Validations.of(rtmp).acknowledge(Acknowledgment.builder().id("cloudfront-edge::rtmp-retired").reason("it is only rehearsed").build());

    CfnOutput.Builder.create(stack, "Url").value(site.getDistributionUrl()).build();
    CfnOutput.Builder.create(stack, "Streamer").value(rtmp.streamerUrl(RtmpProtocol.RTMPE)).build();
    app.synth();
  }

  private MediaApp() {}
}
