using CommandCenter;
using CommandCenter.Access;
using CommandCenter.Access.Http;
using CommandCenter.Alarms;
using CommandCenter.Areas;
using CommandCenter.Callbacks;
using CommandCenter.DemoCity;
using CommandCenter.Desk;
using CommandCenter.Desk.Administration;
using CommandCenter.Devices;
using CommandCenter.Escalations;
using CommandCenter.Intake;
using CommandCenter.People;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Jobs;
using CommandCenter.Platform.Maps;
using CommandCenter.Platform.Telemetry;
using CommandCenter.Platform.Time;
using CommandCenter.Reports;
using CommandCenter.Shell;
using CommandCenter.Sla;
using CommandCenter.Tickets;
using CommandCenter.Wall;
using Microsoft.Extensions.Options;

try
{
    return Verbs.Named(args) ? await Verbs.Run(args) : await Serve();
}
catch (Exception problem) when (problem is CannotStart or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return CannotStart.ExitCode;
}

async Task<int> Serve()
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = HomeFolder.Root, WebRootPath = HomeFolder.WebRoot });
    Rooms.AddSettings(builder.Configuration, builder.Environment.EnvironmentName, args);
    builder.UseBuiltFiles();

    var folder = builder.Services.AddRooms(builder.Configuration);
    builder.Services.AddWork(builder.Configuration);
    builder.Services.AddHttpDoors();
    builder.Services.AddHealth();
    builder.Services.AddMaps(builder.Configuration);
    builder.Services.AddDevicesLive();
    builder.Services.AddIntakeDoors().AddSignalReader();
    builder.Services.AddTicketsLive(builder.Configuration);
    builder.Services.AddCallbacksLive();
    builder.Services.AddEscalationsDesk();
    builder.Services.AddDesk();
    var city = City.Read(builder.Configuration);
    builder.Services.AddPeopleWork(city);
    builder.Services.AddMeasurementRetention(builder.Configuration, city);
    builder.Services.AddReports(builder.Configuration, city);
    builder.Services.AddWall();
    builder.Services.AddDeskAdministration();
    builder.Services.AddSimulator(builder.Configuration);
    builder.Services.AddShell(city);
    builder.Services.AddAccess(builder.Configuration);

    folder.Prepare();
    using var taken = folder.TakeForServer();
    await using var app = builder.Build();
    await Rooms.Prepare(app.Services, CancellationToken.None);

    app.UseFrontDoor();
    app.UseStaticFiles();
    app.UseShell();
    app.UseHttpDoors();
    app.UseRouting(); // after the static files: their requests would match the pages' catch-all, which asks for a sign-in
    app.UseAccess();
    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth();
    app.MapAccess();
    app.MapJobs().RequireAuthorization(Permit.Administer).WithMetadata(new InlineScripts());
    app.MapHttpDoors().WithMetadata(new InlineScripts());
    app.MapMaps();
    app.MapAreas();
    app.MapPeople();
    app.MapDevices();
    app.MapIntake();
    app.MapAlarms();
    app.MapTickets();
    app.MapWall();
    app.MapSla();
    app.MapCallbacks();
    app.MapEscalations();
    app.MapReports();
    app.MapDeskAdministration();
    app.MapSimulator();
    app.MapShell();

    return await app.StartServing();
}
