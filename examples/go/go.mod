module example/media

go 1.25

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.275.0
	github.com/aws/constructs-go/constructs/v10 v10.5.0
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-cloudfront-edge/cdk-cloudfront-edge-go/cdkcloudfrontedge v0.0.0
)
