// Films behind CloudFront: the same app as examples/typescript/app.ts.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudfront"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	edge "github.com/cdk-cloudfront-edge/cdk-cloudfront-edge-go/cdkcloudfrontedge"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("Media"), nil)

	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
	identity := edge.NewOriginAccessIdentity(stack, jsii.String("Identity"), &edge.OriginAccessIdentityProps{Comment: jsii.String("reads the films")})
	identity.GrantList(bucket)

	api := edge.Origins_Custom(jsii.String("api.example.com"), &edge.CustomOriginOptions{
		OriginId:          jsii.String("api"),
		CustomHeaders:     &map[string]*string{"X-Tenant": jsii.String("films"), "X-Secret": jsii.String("of the origin")},
		ProtocolPolicy:    awscloudfront.OriginProtocolPolicy_HTTPS_ONLY,
		ConnectionTimeout: awscdk.Duration_Seconds(jsii.Number(5)),
	})
	site := edge.NewWebDistribution(stack, jsii.String("Site"), &edge.WebDistributionProps{
		Comment: jsii.String("Films and their pages"),
		DefaultBehavior: &edge.DefaultCacheBehaviorProps{
			Origin:               edge.Origins_S3Bucket(bucket, &edge.S3BucketOriginOptions{OriginId: jsii.String("films"), OriginAccessIdentity: identity}),
			ViewerProtocolPolicy: awscloudfront.ViewerProtocolPolicy_REDIRECT_TO_HTTPS,
			DefaultTtl:           awscdk.Duration_Hours(jsii.Number(1)),
		},
		Behaviors: &[]*edge.CacheBehaviorProps{{
			PathPattern:    jsii.String("/api/*"),
			Origin:         api,
			AllowedMethods: awscloudfront.AllowedMethods_ALLOW_ALL(),
			Forwarding: &edge.Forwarding{
				QueryString: jsii.Bool(true),
				Cookies:     edge.CookieForwarding_Allowlist(jsii.String("session")),
				Headers:     jsii.Strings("Accept-Language"),
			},
			MinTtl:         awscdk.Duration_Seconds(jsii.Number(0)),
			DefaultTtl:     awscdk.Duration_Seconds(jsii.Number(0)),
			MaxTtl:         awscdk.Duration_Minutes(jsii.Number(5)),
			TrustedSigners: jsii.Strings("self", "1111-2222-3333"),
		}},
		ErrorResponses: &[]*awscloudfront.ErrorResponse{{HttpStatus: jsii.Number(404), ResponsePagePath: jsii.String("/404.html"), Ttl: awscdk.Duration_Minutes(jsii.Number(1))}},
		GeoRestriction: edge.GeoRestriction_Allowlist(jsii.String("DE"), jsii.String("FR"), jsii.String("LI")),
		PriceClass:     awscloudfront.PriceClass_PRICE_CLASS_100,
		AccessLogs:     &edge.WebAccessLogs{Prefix: jsii.String("site/"), IncludeCookies: jsii.Bool(true)},
	})

	rtmp := edge.NewRtmpDistribution(stack, jsii.String("Rtmp"), &edge.RtmpDistributionProps{Bucket: bucket, OriginAccessIdentity: identity})
	awscdk.Validations_Of(rtmp).Acknowledge(&awscdk.Acknowledgment{Id: jsii.String("cloudfront-edge::rtmp-retired"), Reason: jsii.String("it is only rehearsed")})

	awscdk.NewCfnOutput(stack, jsii.String("Url"), &awscdk.CfnOutputProps{Value: site.DistributionUrl()})
	awscdk.NewCfnOutput(stack, jsii.String("Streamer"), &awscdk.CfnOutputProps{Value: rtmp.StreamerUrl(edge.RtmpProtocol_RTMPE)})
	app.Synth(nil)
}
