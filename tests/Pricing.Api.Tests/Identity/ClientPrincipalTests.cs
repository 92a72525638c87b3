using Microsoft.AspNetCore.Http;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Pipeline.Controls.People;
using Testing;

namespace Pricing.Api.Tests.Identity;

/// <summary>What the header of App Service authentication says.</summary>
public sealed class ClientPrincipalTests
{
    private const string Id = "6f1c2d3e-4a5b-4c6d-8e7f-001122334455";

    [Fact]
    public void Read_SomebodyWhoSignedIn_HasNameObjectIdAndRoles()
    {
        var caller = Caller(Principals.Of("Tanaka Hanako", new(Id), "Preparer:IIJ", "Auditor", "Preparer:IIJ", "SomethingElse"));

        Assert.Equal(new("Tanaka Hanako", $"entra:{Id}"), caller.Who);
        Assert.Equal([new(Role.Preparer, "IIJ"), new(Role.Auditor)], caller.Roles);
    }

    [Theory]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"oid","val":"6F1C2D3E-4A5B-4C6D-8E7F-001122334455"},{"typ":"n","val":"Abe"},{"typ":"name","val":"Sato"},{"typ":"r","val":"Reader"}],"name_typ":"n","role_typ":"r"}""", "Abe", "Reader")]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"oid","val":"6f1c2d3e-4a5b-4c6d-8e7f-001122334455"},{"typ":"preferred_username","val":"abe@example.org"}]}""", "abe@example.org", "")]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"oid","val":"6f1c2d3e-4a5b-4c6d-8e7f-001122334455"},{"typ":"name","val":" \u0007 "}]}""", Id, "")]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"oid","val":"6f1c2d3e-4a5b-4c6d-8e7f-001122334455"},{"typ":"name","val":"A\u0000be\n"}]}""", "Abe", "")]
    public void Read_NamesAndRoles_StandInTheClaimsThatItNames(string principal, string name, string roles)
    {
        var caller = Caller(Principals.Encoded(principal));

        Assert.Equal((name, $"entra:{Id}", roles), (caller.Who.Name, caller.Who.Identity, string.Join(", ", caller.Roles)));
    }

    [Theory]
    [InlineData("no base64!", "is not base64")]
    [InlineData("e30=", "has no list of claims with typ and val")]
    [InlineData("ew==", "is not the base64 of JSON")]
    [InlineData("W10=", "has no list of claims with typ and val")]
    [InlineData("", "is not the base64 of JSON")]
    public void Read_WhatIsNoPrincipal_SaysWhatItIsNot(string header, string reason) => Assert.Equal(reason, Reason(header));

    [Theory]
    [InlineData("""{"claims":[{"typ":"oid"}]}""", "has no list of claims with typ and val")]
    [InlineData("""{"claims":[{"typ":1,"val":"x"}]}""", "has no list of claims with typ and val")]
    [InlineData("""{"claims":[{"typ":"oid","val":"\ud800"}]}""", "has no list of claims with typ and val")]
    [InlineData("""{"claims":{}}""", "has no list of claims with typ and val")]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"name","val":"Abe"}]}""", "has 0 object ids (claims oid or http://schemas.microsoft.com/identity/claims/objectidentifier), and not one")]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"oid","val":"6f1c2d3e-4a5b-4c6d-8e7f-001122334455"},{"typ":"oid","val":"6f1c2d3e-4a5b-4c6d-8e7f-001122334456"}]}""", "has 2 object ids (claims oid or http://schemas.microsoft.com/identity/claims/objectidentifier), and not one")]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"oid","val":"abe"}]}""", "has an object id that is none")]
    [InlineData("""{"auth_typ":"google","claims":[{"typ":"oid","val":"6f1c2d3e-4a5b-4c6d-8e7f-001122334455"}]}""", "is not of Entra ID: its auth_typ is not aad")]
    [InlineData("""{"claims":[{"typ":"oid","val":"6f1c2d3e-4a5b-4c6d-8e7f-001122334455"}]}""", "is not of Entra ID: its auth_typ is not aad")]
    public void Read_PrincipalThatNamesNobody_SaysWhatIsMissing(string principal, string reason) =>
        Assert.Equal(reason, Reason(Principals.Encoded(principal)));

    [Fact]
    public void Note_ASignInThatIsNotAccepted_NamesWhomItClaims()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[Principals.Header] = Principals.OfGoogle("Mallory\u202E", new(Id), "Approver");

        new CallerReader(new() { Provider = "AppService" }).Note(context);

        var call = AccessCall.Of(context);
        Assert.Equal((null, "", new(@"Mallory\u202E", $"claimed:google:{Id}")), (call.Who, call.Roles, call.Claimed));
    }

    [Theory]
    [InlineData("None")]
    [InlineData("AppService")]
    public void Note_ASignIn_NamesWhoeverSignedInWhereCallersCan(string provider)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[Principals.Header] = Principals.Of("Abe", new(Id), "Approver");

        new CallerReader(new() { Provider = provider }).Note(context);

        Assert.Equal(provider == "None" ? null : new Person("Abe", $"entra:{Id}"), AccessCall.Of(context).Who);
        Assert.Null(AccessCall.Of(context).Claimed);
    }

    [Fact]
    public void Read_TwoHeaders_AreRefused()
    {
        var header = Principals.Of("Abe", new(Id), "Approver");

        Assert.Equal("stands there more than once", Assert.Single(Read(header, header).Failures).Reason);
    }

    private static Caller Caller(string header) => Read(header).Value!;

    private static string Reason(string header)
    {
        var failure = Assert.Single(Read(header).Failures);
        Assert.Equal((ReasonCode.InvalidField, Principals.Header, ""), (failure.Code, failure.Field, failure.Value));
        return failure.Reason;
    }

    private static Outcome<Caller?> Read(params string[] values)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[Principals.Header] = values;
        return new CallerReader(new() { Provider = "AppService" }).Read(context);
    }
}
