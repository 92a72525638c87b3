using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Starting;
using Pricing.Pipeline.Settings;
using Pricing.Policies;

namespace PricingFunctions.Local.Hosting;

/// <summary>
/// The server on loopback, listening before anything behind it is made: until a host has taken it as its server, it gives the
/// early answers itself.
/// </summary>
internal sealed class FrontServer : IServer
{
    private readonly KestrelServer kestrel;
    private readonly EarlyServices services = new();
    private readonly LateLoggers loggers;
    private readonly RequestDelegate early;
    private volatile Func<IFeatureCollection, Request> begin;

    private FrontServer(int port, IConfiguration user)
    {
        loggers = new(user);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, port, static listen => listen.Use(ServerAnswers.Before));
        kestrel = new(
            new OptionsWrapper<KestrelServerOptions>(options),
            new SocketTransportFactory(new OptionsWrapper<SocketTransportOptions>(new()), loggers),
            loggers);
        var identity = user.GetSection(IdentityOptions.Section).Get<IdentityOptions>() ?? new();
        early = new LoopbackGuard(new EarlyAnswers(Policies(user), new(identity)).AnswerAsync, user, identity).InvokeAsync;
        begin = features => new EarlyRequest(this, features);
    }

    /// <inheritdoc/>
    public IFeatureCollection Features => kestrel.Features;

    /// <summary>Begins to listen.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="user">The user's settings.</param>
    /// <param name="cancellationToken">Stops the beginning.</param>
    /// <exception cref="SetupException">The port is taken.</exception>
    public static async Task<FrontServer> ListenAsync(int port, IConfiguration user, CancellationToken cancellationToken)
    {
        var front = new FrontServer(port, user);
        try
        {
            await front.kestrel.StartAsync(new Requests(front), cancellationToken);
            return front;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            front.Dispose();
            throw new SetupException($"Port {port} is in use; choose another one with --port.");
        }
        catch
        {
            front.Dispose();
            throw;
        }
    }

    /// <summary>Gives the requests to a host from now on.</summary>
    /// <typeparam name="TContext">What it makes of a request.</typeparam>
    /// <param name="application">The host.</param>
    /// <param name="cancellationToken">Not needed.</param>
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        begin = features => new HostRequest<TContext>(application, features);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => kestrel.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        kestrel.Dispose();
        services.Dispose();
        loggers.Dispose();
    }

    // What is wrong with them is said together with everything else that is wrong.
    private static PolicyCatalog? Policies(IConfiguration user)
    {
        try
        {
            return ConfiguredPolicies.Read(user);
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }

    /// <summary>A request, and who answers it.</summary>
    private abstract class Request(IFeatureCollection features)
    {
        public IFeatureCollection Features => features;

        public abstract Task AnswerAsync();

        public abstract void End(Exception? failure);
    }

    private sealed class EarlyRequest(FrontServer front, IFeatureCollection features) : Request(features)
    {
        public override Task AnswerAsync() => front.early(new DefaultHttpContext(Features) { RequestServices = front.services });

        public override void End(Exception? failure)
        {
        }
    }

    private sealed class HostRequest<TContext>(IHttpApplication<TContext> application, IFeatureCollection features) : Request(features)
        where TContext : notnull
    {
        private readonly TContext context = application.CreateContext(features);

        public override Task AnswerAsync() => application.ProcessRequestAsync(context);

        public override void End(Exception? failure) => application.DisposeContext(context, failure);
    }

    private sealed class Requests(FrontServer front) : IHttpApplication<Request>
    {
        public Request CreateContext(IFeatureCollection contextFeatures)
        {
            ServerAnswers.Note(contextFeatures, isBegun: true);
            return front.begin(contextFeatures);
        }

        public Task ProcessRequestAsync(Request context) => context.AnswerAsync();

        public void DisposeContext(Request context, Exception? exception)
        {
            ServerAnswers.Note(context.Features, isBegun: false);
            context.End(exception);
        }
    }
}
