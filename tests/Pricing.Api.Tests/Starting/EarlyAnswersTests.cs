using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Pricing.Api.Identity;
using Pricing.Api.Starting;
using Pricing.Policies;

namespace Pricing.Api.Tests.Starting;

public sealed class EarlyAnswersTests
{
    private const string Inputs =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task Answer_StatedInputs_IsTheirPrice(string type)
    {
        var (status, answer) = await AskAsync(context => context.Request.ContentType = type);

        Assert.Equal((200, "647000"), (status, Text(answer, "amountPerRight")));
    }

    [Theory]
    [InlineData("application/problem+json", "")]
    [InlineData("application/json; charset=shift_jis", "")]
    [InlineData("text/plain", "")]
    [InlineData("application/json", "text/csv")]
    public async Task Answer_WayOfAskingThatTheRouteRefuses_IsStarting(string type, string accept)
    {
        var (status, problem) = await AskAsync(context =>
        {
            context.Request.ContentType = type;
            context.Request.Headers.Accept = accept;
        });

        Assert.Equal((503, EarlyAnswers.ProblemType), (status, Text(problem, "type")));
    }

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"S":1""")]
    [InlineData("")]
    public async Task Answer_BodyWhoseNamesCannotBeRead_IsStarting(string body)
    {
        var (status, problem) = await AskAsync(body: body);

        Assert.Equal((503, EarlyAnswers.ProblemType), (status, Text(problem, "type")));
    }

    [Fact]
    public async Task Answer_PoliciesThatAreWrong_IsStarting()
    {
        var (status, problem) = await AskAsync(policies: null);

        Assert.Equal((503, EarlyAnswers.ProblemType), (status, Text(problem, "type")));
    }

    [Fact]
    public async Task Answer_BodyThatTheServerRefuses_IsTheSendersMistake()
    {
        var (status, problem) = await AskAsync(context => context.Request.Body = new RefusedBody());

        Assert.Equal((413, "urn:pricingfunctions:problem:too-large", "Too much."), (status, Text(problem, "type"), Text(problem, "detail")));
    }

    [Theory]
    [InlineData("None", Inputs, "true")]
    [InlineData("None", "", "true")]
    [InlineData("AppService", Inputs, "")]
    public async Task Answer_WhereNobodyCanSignIn_SaysThatItIsNotForPublication(string provider, string body, string mark)
    {
        HttpContext? asked = null;

        await AskAsync(new PolicyCatalog(), context => asked = context, body, new() { Provider = provider });

        Assert.Equal(mark, asked!.Response.Headers["x-not-for-publication"].ToString());
    }

    private static Task<(int Status, JsonNode Answer)> AskAsync(Action<HttpContext>? change = null, string body = Inputs) =>
        AskAsync(new PolicyCatalog(), change, body);

    private static async Task<(int Status, JsonNode Answer)> AskAsync(PolicyCatalog? policies, Action<HttpContext>? change = null, string body = Inputs, IdentityOptions? identity = null)
    {
        using var services = new EarlyServices();
        using var written = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(written));
        (context.Request.Method, context.Request.Path, context.Request.ContentType) = ("POST", "/api/price", "application/json");
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.CameThrough(Door.Machine);
        change?.Invoke(context);
        await new EarlyAnswers(policies, new(identity ?? new())).AnswerAsync(context);
        return (context.Response.StatusCode, JsonNode.Parse(written.ToArray())!);
    }

    private static string Text(JsonNode answer, string field) => answer[field]!.ToString();

    private sealed class RefusedBody : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new BadHttpRequestException("Too much.", StatusCodes.Status413PayloadTooLarge);
    }
}
