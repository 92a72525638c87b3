using System.Net;
using Testing;

namespace Pricing.Api.Tests.Requests;

public sealed class UnreadFieldTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Theory]
    [InlineData(
        "/api/price",
        """{"S":[1],"X":-1,"T":1,"sigma":0.2,"q":0,"r":0,"policy":"nope","shares":1,"currency":"JPY","strike":1}""",
        "InvalidField S=: is a nested value|UnknownField strike=: is no field of this request|UnknownPolicy policy=nope: |InvalidField X=-1: ")]
    [InlineData(
        "/api/price",
        """{"S":"\ud800","X":1,"T":{},"sigma":0.2,"q":0,"r":0,"policy":"continuous","shares":0,"currency":"JPY"}""",
        "InvalidField row={|InvalidField T=: is a nested value|InvalidField shares=0: ")]
    [InlineData(
        "/api/price",
        """{"code":"3774","date":[],"X":1,"T":0,"policy":"continuous","shares":200,"currency":"yen"}""",
        "InvalidField date=: is a nested value|InvalidField T=0: must be above 0|InvalidField currency=yen: ")]
    [InlineData(
        "/api/price",
        """{"grant":{"issuer":["IIJ"],"grant_id":"3rd-series"},"date":"no"}""",
        "InvalidField date=no: is not a date|InvalidField issuer=: is a nested value")]
    [InlineData(
        "/api/runs",
        """{"date":{"a":1},"reason":[],"askedBy":" ","issuers":7,"why":1}""",
        "InvalidField date=: is a nested value|InvalidField reason=: is a nested value|UnknownField why=: |InvalidField askedBy=: is missing|InvalidField issuers=7: ")]
    [InlineData(
        "/api/runs/2013-07-11/1/cancel",
        """{"reason":{"a":1},"why":1}""",
        "InvalidField reason=: is a nested value|UnknownField why=: |InvalidField askedBy=: is missing")]
    public async Task Post_AFieldThatIsNoText_HidesNothingElse(string path, string body, string expected)
    {
        var (status, problem) = await PostAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var (all, wanted) = (Failures(problem), expected.Split('|'));
        Assert.True(all.Count == wanted.Length && wanted.Zip(all).All(pair => pair.Second.StartsWith(pair.First, StringComparison.Ordinal)), string.Join('|', all));
    }
}
