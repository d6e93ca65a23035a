using CommandCenter.Platform.Data;
using CommandCenter.Shell;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, WebRootPath = HomeFolder.WebRoot });
builder.WebHost.UseStaticWebAssets();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddShell(builder.Configuration);
var app = builder.Build();
app.UseShell();
app.UseStaticFiles();
app.UseAntiforgery();
app.MapStaticAssets().AllowAnonymous();
app.MapShell();
app.Run();
