using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Testing;

/// <summary>One way in which a feed answers or fails to.</summary>
/// <param name="SendAsync">Sends the answer.</param>
public sealed record StandInReply(Func<HttpContext, Task> SendAsync)
{
    private const int Chunk = 1 << 16;

    /// <summary>A body of JSON.</summary>
    public static StandInReply Json(string body) => Body(200, "application/json", Encoding.UTF8.GetBytes(body));

    /// <summary>A body with a status and a media type.</summary>
    public static StandInReply Body(int status, string mediaType, byte[] body) => new(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    });

    /// <summary>An error as J-Quants gives it.</summary>
    public static StandInReply Error(int status, string message) =>
        Body(status, "application/json", Encoding.UTF8.GetBytes($$"""{"message":"{{message}}"}"""));

    /// <summary>A file that has not changed for whoever knows its tag.</summary>
    public static StandInReply Tagged(string tag, byte[] body) => new(async context =>
    {
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "text/csv";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    });

    /// <summary>Nothing at all, until the client gives up.</summary>
    public static StandInReply Hang() => new(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

    /// <summary>Headers at once, then a byte now and then, without an end.</summary>
    public static StandInReply Drip() => new(async context =>
    {
        context.Response.ContentType = "application/json";
        while (true)
        {
            await context.Response.Body.WriteAsync(" "u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(20), context.RequestAborted);
        }
    });

    /// <summary>The announced length, but only the first half of the body.</summary>
    public static StandInReply Truncated(string body) => new(async context =>
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();
    });

    /// <summary>A valid start, then blanks for as long as the client takes them.</summary>
    public static StandInReply Huge(long bytes) => new(async context =>
    {
        context.Response.ContentType = "application/json";
        var blanks = Encoding.UTF8.GetBytes(new string(' ', Chunk));
        for (var sent = 0L; sent < bytes; sent += Chunk)
            await context.Response.Body.WriteAsync(blanks, context.RequestAborted);
    });

    /// <summary>Each page names another one as the next, without an end.</summary>
    /// <param name="row">A row, which stands in every page.</param>
    /// <param name="rows">How often it stands there.</param>
    public static StandInReply EndlessPages(string row, int rows = 1)
    {
        var page = 0;
        var data = string.Join(',', Enumerable.Repeat(row, rows));
        return new(context => Json($$"""{"data":[{{data}}],"pagination_key":"page {{Interlocked.Increment(ref page)}}"}""").SendAsync(context));
    }

    /// <summary>Each page names itself as the next one.</summary>
    public static StandInReply PageLoop(string row) => Json($$"""{"data":[{{row}}],"pagination_key":"again"}""");
}
