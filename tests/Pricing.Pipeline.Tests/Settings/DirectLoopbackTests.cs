using System.Net;
using Pricing.Pipeline.Settings;

namespace Pricing.Pipeline.Tests.Settings;

public sealed class DirectLoopbackTests
{
    private static readonly Uri Proxy = new("http://proxy.example:8080");
    private readonly DirectLoopback proxy = new(new WebProxy(Proxy, BypassOnLocal: false, ["intranet\\.example"]));

    [Theory]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1")]
    [InlineData("http://127.8.8.8/")]
    [InlineData("http://localhost:4318/v1/traces")]
    [InlineData("http://LOCALHOST/")]
    [InlineData("http://[::1]:7072/")]
    [InlineData("http://intranet.example/")]
    public void GetProxy_ThisMachineOrAnException_IsNone(string address)
    {
        Assert.True(proxy.IsBypassed(new(address)));
        Assert.Null(proxy.GetProxy(new(address)));
    }

    [Theory]
    [InlineData("https://api.jquants.com/v2")]
    [InlineData("http://127.0.0.1.example/")]
    [InlineData("http://localhost.example/")]
    public void GetProxy_AnotherMachine_IsTheProxy(string address)
    {
        Assert.False(proxy.IsBypassed(new(address)));
        Assert.Equal(Proxy, proxy.GetProxy(new(address)));
    }
}
