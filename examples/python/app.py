"""Films behind CloudFront: the same app as examples/typescript/app.ts."""
from aws_cdk import Acknowledgment, App, CfnOutput, Duration, Stack, Validations
from aws_cdk.aws_cloudfront import AllowedMethods, ErrorResponse, OriginProtocolPolicy, PriceClass, ViewerProtocolPolicy
from aws_cdk.aws_s3 import Bucket
from cdk_cloudfront_edge import (
    CacheBehaviorProps, CookieForwarding, DefaultCacheBehaviorProps, Forwarding, GeoRestriction, OriginAccessIdentity, Origins, RtmpDistribution, RtmpProtocol,
    WebAccessLogs, WebDistribution,
)

app = App()
stack = Stack(app, "Media")

bucket = Bucket(stack, "Bucket")
identity = OriginAccessIdentity(stack, "Identity", comment="reads the films")
identity.grant_list(bucket)

api = Origins.custom(
    "api.example.com",
    origin_id="api",
    custom_headers={"X-Tenant": "films", "X-Secret": "of the origin"},
    protocol_policy=OriginProtocolPolicy.HTTPS_ONLY,
    connection_timeout=Duration.seconds(5),
)
site = WebDistribution(
    stack, "Site",
    comment="Films and their pages",
    default_behavior=DefaultCacheBehaviorProps(
        origin=Origins.s3_bucket(bucket, origin_id="films", origin_access_identity=identity),
        viewer_protocol_policy=ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        default_ttl=Duration.hours(1),
    ),
    behaviors=[CacheBehaviorProps(
        path_pattern="/api/*",
        origin=api,
        allowed_methods=AllowedMethods.ALLOW_ALL,
        forwarding=Forwarding(query_string=True, cookies=CookieForwarding.allowlist("session"), headers=["Accept-Language"]),
        min_ttl=Duration.seconds(0),
        default_ttl=Duration.seconds(0),
        max_ttl=Duration.minutes(5),
        trusted_signers=["self", "1111-2222-3333"],
    )],
    error_responses=[ErrorResponse(http_status=404, response_page_path="/404.html", ttl=Duration.minutes(1))],
    geo_restriction=GeoRestriction.allowlist("DE", "FR", "LI"),
    price_class=PriceClass.PRICE_CLASS_100,
    access_logs=WebAccessLogs(prefix="site/", include_cookies=True),
)

rtmp = RtmpDistribution(stack, "Rtmp", bucket=bucket, origin_access_identity=identity)
Validations.of(rtmp).acknowledge(Acknowledgment(id="cloudfront-edge::rtmp-retired", reason="it is only rehearsed"))

CfnOutput(stack, "Url", value=site.distribution_url)
CfnOutput(stack, "Streamer", value=rtmp.streamer_url(RtmpProtocol.RTMPE))
app.synth()
